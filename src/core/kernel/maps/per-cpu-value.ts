import { concatenate } from "../../bytes/concatenate.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";

const SLOT_BYTES = 8;

/** A value that each CPU has for itself. */
export class PerCpuValue {
  readonly #kernel: Kernel;
  readonly #values: readonly Region[];

  constructor(kernel: Kernel, create: (cpu: number) => Region) {
    this.#kernel = kernel;
    this.#values = Array.from({ length: kernel.cpus.possible }, (_, cpu) => create(cpu));
  }

  /** That of the CPU which runs the program. */
  get current(): Region {
    const value = this.#values[this.#kernel.cpus.current];
    if (!value) throw new RangeError("the running CPU is not possible");
    return value;
  }

  on(cpu: number): Region | undefined {
    return this.#values[cpu];
  }

  /** The same on every CPU. */
  get all(): readonly Region[] {
    return this.#values;
  }

  /** As user space reads it: one value after another, each padded to eight bytes. */
  forUser(): Uint8Array {
    return concatenate(
      this.#values.map(({ bytes, size }) => {
        const padded = new Uint8Array(Math.ceil(size / SLOT_BYTES) * SLOT_BYTES);
        padded.set(bytes);
        return padded;
      }),
    );
  }
}
