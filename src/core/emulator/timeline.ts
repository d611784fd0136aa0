import { toHex } from "../bytes/hex.ts";
import type { StepObserver } from "../vm/environment.ts";
import type { Region } from "../vm/region.ts";
import type { Step } from "./outcome.ts";

/** Steps that are recorded; a run goes on past them, but they are only counted. */
const MOST_STEPS = 20_000;
/** Bytes of one write that are recorded. */
const MOST_BYTES = 256;
/** The index of a register takes so many bits of a record's number, the step the others. */
const REGISTER_BITS = 4;

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type MemoryWrite = NonNullable<Step["memory"]>[number];

interface StepBeingBuilt extends Writable<Omit<Step, "registers" | "memory">> {
  registers?: Record<number, string>;
  memory?: MemoryWrite[];
}

interface RecordedWrite {
  readonly step: number;
  readonly region: Region;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

const hex64 = (value: bigint) => `0x${value.toString(16).padStart(16, "0")}`;

function memoryWrite(region: Region, offset: number, bytes: Uint8Array): MemoryWrite {
  if (region.over) return memoryWrite(region.over.region, region.over.offset + offset, bytes);
  return { region: region.name, offset, hex: toHex(bytes) };
}

/** Records what each executed instruction changed: numbers while the program runs, made into steps when these are asked for. */
export class TimelineRecorder implements StepObserver {
  omitted = 0;
  readonly #slots: number[] = [];
  /** Step and register in one number, and the values beside them. */
  readonly #registers: number[] = [];
  readonly #values: bigint[] = [];
  readonly #writes: RecordedWrite[] = [];
  readonly #calls = new Map<number, number>();
  readonly #beginnings = new Map<number, string>();
  #beginning: string | undefined;

  /** The next step is the first of something else than what was recorded so far. */
  begin(what: string): void {
    this.#beginning = what;
  }

  step(slot: number): void {
    const index = this.#slots.length;
    if (index === MOST_STEPS) this.omitted++;
    else this.#slots.push(slot);
    if (this.#beginning === undefined) return;
    if (index < MOST_STEPS) this.#beginnings.set(index, this.#beginning);
    this.#beginning = undefined;
  }

  registerWritten(index: number, value: bigint): void {
    if (this.omitted > 0 || this.#slots.length === 0) return;
    this.#registers.push(((this.#slots.length - 1) << REGISTER_BITS) | index);
    this.#values.push(value);
  }

  memoryWritten(region: Region, offset: number, bytes: Uint8Array): void {
    if (this.omitted > 0 || this.#slots.length === 0) return;
    this.#writes.push({ step: this.#slots.length - 1, region, offset, bytes: bytes.slice(0, MOST_BYTES) });
  }

  /** The step that runs called a kfunc. */
  called(index: number): void {
    if (this.omitted === 0 && this.#slots.length > 0) this.#calls.set(this.#slots.length - 1, index);
  }

  /** What was recorded so far. */
  get steps(): Step[] {
    const steps = this.#slots.map((slot): StepBeingBuilt => ({ slot }));
    for (const [index, begins] of this.#beginnings) Object.assign(steps[index] ?? {}, { begins });
    for (const [index, record] of this.#registers.entries()) {
      const step = steps[record >> REGISTER_BITS];
      if (!step) continue;
      step.registers ??= {};
      step.registers[record & ((1 << REGISTER_BITS) - 1)] = hex64(this.#values[index] ?? 0n);
    }
    for (const { step, region, offset, bytes } of this.#writes) {
      const built = steps[step];
      if (!built) continue;
      built.memory ??= [];
      built.memory.push(memoryWrite(region, offset, bytes));
    }
    for (const [index, call] of this.#calls) Object.assign(steps[index] ?? {}, { call });
    return steps;
  }
}
