import type { Outcome, RegisterValue, Step } from "../../core/emulator/outcome.ts";
import { type LineEvent, LineEvents, testedText } from "./line-events.ts";

/** What a run did in one line of C. */
export interface LineRun {
  /** How often the line began to run; 0 for one that has code which never ran. */
  readonly times: number;
  /** What happened there, each once, in the order in which it first did. */
  readonly events: readonly LineEvent[];
  /** How many more there were. */
  readonly more: number;
}

/** More would hide the code. */
const MOST_EVENTS = 5;

/**
 * A line whose macro makes a function around the program's own: it hands over the arguments and is come back to in between and at
 * the end, of which the C says nothing.
 */
const isWrapper = (text: string): boolean =>
  /^\s*\w[\w\s*]*\bBPF_(?:PROG2?|K(?:RET)?PROBE|KSYSCALL|U(?:RET)?PROBE|USDT|STRUCT_OPS\w*)\(/.test(text);

/** A line while the steps of a run are gone through, which come to it as often as it runs. */
class LineBeingBuilt {
  times = 0;
  readonly #events = new Map<string, LineEvent>();
  #tested: string[] = [];
  #jumps = false;
  readonly isWrapper: boolean;

  constructor(text: string) {
    this.isWrapper = isWrapper(text);
  }

  enter(): void {
    this.times = this.isWrapper ? 1 : this.times + 1;
    this.#tested = [];
    this.#jumps = false;
  }

  add(events: readonly LineEvent[]): void {
    for (const event of events) this.#events.set(`${event.kind} ${event.text}`, event);
  }

  jump(tested: string | undefined): void {
    this.#jumps = true;
    const isTold = [...this.#events.values()].some(({ text }) => text.endsWith(` is ${tested}`));
    if (tested !== undefined && !isTold) this.#tested.push(tested);
  }

  /** The run goes on in another line. */
  leave(next: number | undefined): void {
    if (!this.#jumps || this.isWrapper) return;
    const parts = [
      ...(this.#tested.length > 0 ? [`tested ${this.#tested.join(", ")}`] : []),
      ...(next === undefined ? [] : [`on to line ${next}`]),
    ];
    if (parts.length > 0) this.add([{ kind: "branch", text: parts.join("; ") }]);
  }

  get run(): LineRun {
    const events = [...this.#events.values()];
    return { times: this.times, events: events.slice(0, MOST_EVENTS), more: Math.max(0, events.length - MOST_EVENTS) };
  }
}

function write(registers: (RegisterValue | undefined)[], changed: Step["registers"] = {}): void {
  for (const [register, value] of Object.entries(changed)) registers[Number(register)] = value;
}

/** What a run did in each line of a file that has code in it, by the line's number. */
export function sourceRun(outcome: Outcome, sourceFile: string): ReadonlyMap<number, LineRun> {
  const { code, steps } = outcome.timeline;
  const textOf = new Map(code.map(({ slot, text }) => [slot, text]));
  const places = code.flatMap(({ slot, at }) =>
    at && at.line > 0 && at.file.split("/").at(-1) === sourceFile ? [{ slot, line: at.line, text: at.text }] : [],
  );
  const lineOf = new Map(places.map(({ slot, line }) => [slot, line]));
  const lines = new Map(places.map(({ line, text }) => [line, new LineBeingBuilt(text)]));
  const events = new LineEvents(outcome);
  const registers: (RegisterValue | undefined)[] = [];
  let current: number | undefined;
  for (const [index, step] of steps.entries()) {
    const text = textOf.get(step.slot) ?? "";
    const line = lineOf.get(step.slot) ?? current;
    const built = lines.get(line ?? 0);
    if (step.entry) registers.length = 0;
    write(registers, step.entry);
    if (line !== current || step.begins) {
      const isTold = !step.begins && !built?.isWrapper;
      lines.get(current ?? 0)?.leave(isTold ? line : undefined);
      built?.enter();
    }
    built?.add(events.of({ step, text, registers, isLast: index === steps.length - 1 }));
    if (text.startsWith("if ")) built?.jump(testedText({ text, registers }));
    write(registers, step.registers);
    current = line;
  }
  lines.get(current ?? 0)?.leave(undefined);
  return new Map([...lines].map(([line, built]) => [line, built.run]));
}
