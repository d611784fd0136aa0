import { toHex } from "../bytes/hex.ts";
import type { StepObserver } from "../vm/environment.ts";
import { type Location, type Memory, type Region, rootOf } from "../vm/memory.ts";
import { describeAddress } from "./decode/describe-address.ts";
import type { RegisterValue, Step, TimelineRegion } from "./outcome.ts";

/** Steps that are recorded; a run goes on past them, but they are only counted. */
const MOST_STEPS = 20_000;
/** Of one write, these first bytes are recorded. */
const MOST_BYTES = 256;
/** A larger region is recorded without its bytes at the start. */
const MOST_REGION_BYTES = 4096;

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type MemoryWrite = NonNullable<Step["memory"]>[number];
type RegisterWrites = Record<number, RegisterValue>;

interface StepBeingBuilt extends Writable<Omit<Step, "registers" | "memory" | "entry">> {
  registers?: RegisterWrites;
  entry?: RegisterWrites;
  memory?: MemoryWrite[];
}

/** All registers, or one; before the step's instruction where a run or callback begins with it. */
interface RecordedRegisters {
  readonly step: number;
  readonly values: readonly (bigint | undefined)[];
  readonly first: number;
  readonly isEntry: boolean;
}

/** Its place is in a region that has the bytes, not in a view over them. */
interface RecordedWrite extends Location {
  readonly step: number;
  readonly bytes: Uint8Array;
}

const hex64 = (value: bigint) => `0x${value.toString(16).padStart(16, "0")}`;

/** What a timeline shows of memory that was there before the program ran; objects of the kernel are told of when they are written. */
const shownKinds: ReadonlySet<string> = new Set(["packet", "global", "map-value", "context", "stack"]);

function regionBefore({ name, kind, size, bytes, initialised }: Region): TimelineRegion {
  const isShown = initialised === undefined && size <= MOST_REGION_BYTES;
  return { name, kind, size, ...(isShown && { hex: toHex(bytes) }) };
}

/** Records what each executed instruction changed: numbers while the program runs, made into steps when these are asked for. */
export class TimelineRecorder implements StepObserver {
  omitted = 0;
  readonly #memory: Memory;
  readonly #held: () => readonly string[];
  readonly #slots: number[] = [];
  readonly #registers: RecordedRegisters[] = [];
  readonly #writes: RecordedWrite[] = [];
  readonly #regions = new Map<Region, TimelineRegion>();
  readonly #calls = new Map<number, number>();
  readonly #beginnings = new Map<number, string>();
  readonly #holdings = new Map<number, readonly string[]>();
  #beginning: string | undefined;
  /** The kernel was called in the last step: what the program holds may be something else. */
  #mayHoldOther = false;
  #lastHeld = "";

  /** `held` says in words what the program holds at the moment. */
  constructor(memory: Memory, held: () => readonly string[]) {
    this.#memory = memory;
    this.#held = held;
  }

  /** The next step is the first of something else than what was recorded so far. */
  begin(what: string): void {
    this.#noteHeld();
    this.#beginning = what;
  }

  step(slot: number): void {
    this.#noteHeld();
    const index = this.#slots.length;
    if (index === MOST_STEPS) this.omitted++;
    else this.#slots.push(slot);
    if (this.#beginning === undefined) return;
    if (index < MOST_STEPS) this.#beginnings.set(index, this.#beginning);
    this.#beginning = undefined;
  }

  /** The registers are those that the next step begins with. */
  get #isEntry(): boolean {
    return this.#beginning !== undefined || this.#slots.length === 0;
  }

  registerWritten(index: number, value: bigint): void {
    this.#record(index, [value]);
  }

  registersSet(values: readonly (bigint | undefined)[]): void {
    this.#record(0, values);
  }

  #record(first: number, values: readonly (bigint | undefined)[]): void {
    if (this.omitted > 0) return;
    const isEntry = this.#isEntry;
    this.#registers.push({ step: this.#slots.length - (isEntry ? 0 : 1), values, first, isEntry });
  }

  memoryWritten(region: Region, offset: number, bytes: Uint8Array): void {
    if (this.omitted > 0 || this.#slots.length === 0) return;
    this.#writes.push({
      step: this.#slots.length - 1,
      ...rootOf({ region, offset }),
      bytes: bytes.slice(0, MOST_BYTES),
    });
  }

  /** The step that runs called a kfunc. */
  called(index: number): void {
    if (this.omitted === 0 && this.#slots.length > 0) this.#calls.set(this.#slots.length - 1, index);
  }

  /** The step that runs called a kfunc or a helper. */
  calledKernel(): void {
    this.#mayHoldOther = true;
  }

  #noteHeld(): void {
    if (!this.#mayHoldOther || this.omitted > 0) return;
    this.#mayHoldOther = false;
    const held = this.#held();
    const words = held.join("\0");
    if (words === this.#lastHeld) return;
    this.#lastHeld = words;
    this.#holdings.set(this.#slots.length - 1, held);
  }

  #register(value: bigint | undefined): RegisterValue {
    if (value === undefined) return null;
    const hex = hex64(value);
    const isPointer = this.#memory.locate(value) !== undefined;
    return isPointer ? { hex, target: describeAddress(this.#memory, value).target } : { hex };
  }

  /** Of all registers together, only what is other than before counts as changed. */
  #addRegisters(steps: readonly StepBeingBuilt[]): void {
    const last: (bigint | undefined)[] = [];
    for (const { step: index, values, first, isEntry } of this.#registers) {
      const step = steps[index];
      const key = isEntry ? "entry" : "registers";
      for (const [at, value] of values.entries()) {
        const register = first + at;
        const isWrite = values.length === 1 || value !== last[register];
        last[register] = value;
        if (step && isWrite) step[key] = { ...step[key], [register]: this.#register(value) };
      }
    }
  }

  /** To be told before the program runs, so that its memory is known as it was. */
  start(): void {
    const shown = this.#memory.regions.filter(({ kind, over }) => !over && shownKinds.has(kind));
    for (const region of shown) this.#regions.set(region, regionBefore(region));
  }

  /** The program's memory as it was before, then what came later and was written. */
  get regions(): TimelineRegion[] {
    const regions = new Map(this.#regions);
    for (const { region } of this.#writes) {
      const { name, kind, size } = region;
      if (!regions.has(region)) regions.set(region, { name, kind, size });
    }
    return [...regions.values()];
  }

  /** What was recorded so far. */
  get steps(): Step[] {
    this.#noteHeld();
    const steps = this.#slots.map((slot): StepBeingBuilt => ({ slot }));
    for (const [index, begins] of this.#beginnings) Object.assign(steps[index] ?? {}, { begins });
    this.#addRegisters(steps);
    for (const { step, region, offset, bytes } of this.#writes) {
      const built = steps[step];
      if (!built) continue;
      built.memory ??= [];
      built.memory.push({ region: region.name, offset, hex: toHex(bytes) });
    }
    for (const [index, call] of this.#calls) Object.assign(steps[index] ?? {}, { call });
    for (const [index, held] of this.#holdings) Object.assign(steps[index] ?? {}, { held });
    return steps;
  }
}
