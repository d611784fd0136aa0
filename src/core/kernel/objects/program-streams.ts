import type { Kernel } from "../kernel.ts";
import { ProgramStream } from "./program-stream.ts";

export const streamNames = ["stdout", "stderr"] as const;

export type StreamName = (typeof streamNames)[number];

export type StreamPair = Readonly<Record<StreamName, ProgramStream>>;

/** What stands at an instruction. */
export interface RunningLine {
  /** Of the function, in C. */
  readonly function: string;
  /** Undefined without line information. */
  readonly source: { readonly file: string; readonly line: number; readonly text: string } | undefined;
}

/** Finds the function that an instruction is from, and of its lines the last that begins before `end`: by default its own. */
export type LineFinder = (slot: number, end?: number) => RunningLine | undefined;

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** As dump_stack_cb writes it (kernel/bpf/stream.c, v7.3), without what is another on each machine. */
function frameText({ function: name, source }: RunningLine): string {
  return source ? `${name}\n  ${source.text.trimStart()} @ ${baseName(source.file)}:${source.line}\n` : "";
}

const stackText = (lines: readonly (RunningLine | undefined)[]): string =>
  `Call trace:\n${lines.map((line) => (line ? frameText(line) : "")).join("")}\n`;

/**
 * The streams of all programs: each has two of its own, whichever program was started. What the kernel itself writes stands here
 * in the form of `core/emulator/compare/plain-stream.ts`.
 */
export class ProgramStreams {
  readonly #kernel: Kernel;
  readonly #byProgram = new Map<string, StreamPair>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  of(program: string): StreamPair {
    const known = this.#byProgram.get(program);
    if (known) return known;
    const pair = { stdout: new ProgramStream(), stderr: new ProgramStream() };
    this.#byProgram.set(program, pair);
    return pair;
  }

  /** Of the program whose instruction runs. */
  get current(): StreamPair {
    const { entries, slot } = this.#kernel;
    const [name = ""] = [...entries].findLast(([, start]) => start <= slot) ?? [];
    return this.of(name);
  }

  /** Tells of what the running program did, in its stderr. */
  report(lines: readonly string[], stack: string): void {
    this.current.stderr.report([...lines, stack].join("\n"));
  }

  /** The functions that run, from the innermost on, which is in a call. */
  get stack(): string {
    return stackText(this.#slots.map((slot) => this.#kernel.lineAt(slot)));
  }

  /** Where an access goes wrong: Linux tells the line that begins before the instruction, be it the last one's. */
  get stackOfAccess(): string {
    const [slot = 0, ...calls] = this.#slots;
    const { lineAt } = this.#kernel;
    return stackText([lineAt(slot, slot), ...calls.map((call) => lineAt(call))]);
  }

  get #slots(): readonly number[] {
    return this.#kernel.machine?.runningCalls ?? [];
  }
}
