import { toHex } from "../bytes/hex.ts";
import type { StepObserver } from "../vm/environment.ts";
import type { Region } from "../vm/region.ts";
import type { Step } from "./outcome.ts";

/** Steps that are recorded; a run goes on past them, but they are only counted. */
const MOST_STEPS = 20_000;
/** Bytes of one write that are recorded. */
const MOST_BYTES = 256;

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type MemoryWrite = NonNullable<Step["memory"]>[number];

interface StepBeingRecorded extends Writable<Omit<Step, "registers" | "memory">> {
  registers?: Record<number, string>;
  memory?: MemoryWrite[];
}

const hex64 = (value: bigint) => `0x${value.toString(16).padStart(16, "0")}`;

function memoryWrite(region: Region, offset: number, bytes: Uint8Array): MemoryWrite {
  if (region.over) return memoryWrite(region.over.region, region.over.offset + offset, bytes);
  return { region: region.name, offset, hex: toHex(bytes.subarray(0, MOST_BYTES)) };
}

/** Records what each executed instruction changed. */
export class TimelineRecorder implements StepObserver {
  readonly steps: StepBeingRecorded[] = [];
  omitted = 0;
  #beginning: string | undefined;

  /** The next step is the first of something else than what was recorded so far. */
  begin(what: string): void {
    this.#beginning = what;
  }

  step(slot: number): void {
    const begins = this.#beginning;
    this.#beginning = undefined;
    if (this.steps.length < MOST_STEPS) this.steps.push(begins === undefined ? { slot } : { slot, begins });
    else this.omitted++;
  }

  registerWritten(index: number, value: bigint): void {
    const step = this.#current;
    if (step) step.registers = { ...step.registers, [index]: hex64(value) };
  }

  memoryWritten(region: Region, offset: number, bytes: Uint8Array): void {
    const step = this.#current;
    if (step) step.memory = [...(step.memory ?? []), memoryWrite(region, offset, bytes)];
  }

  /** The step that runs called a kfunc. */
  called(index: number): void {
    const step = this.#current;
    if (step) step.call = index;
  }

  get #current(): StepBeingRecorded | undefined {
    return this.omitted === 0 ? this.steps.at(-1) : undefined;
  }
}
