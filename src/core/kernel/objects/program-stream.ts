import { concatenate } from "../../bytes/concatenate.ts";

/** BPF_STREAM_MAX_CAPACITY (include/linux/bpf.h, v7.3): a stream holds less, as nobody reads it meanwhile. */
const CAPACITY = 100_000;

/** What a program writes for user space, which reads it by the program (kernel/bpf/stream.c, v7.3). */
export class ProgramStream {
  readonly #written: Uint8Array[] = [];
  #length = 0;
  #reported = 0;

  /** False where there is no room, and nothing is written. */
  write(bytes: Uint8Array): boolean {
    if (this.#length + bytes.length >= CAPACITY) return false;
    this.#written.push(bytes);
    this.#length += bytes.length;
    return true;
  }

  /**
   * The kernel writes a stack or a report. How much room that takes differs from machine to machine: here it takes none from the
   * program, and what has no room here has none there, where it is longer.
   */
  report(text: string): void {
    const bytes = new TextEncoder().encode(text);
    if (this.#reported + bytes.length > CAPACITY) return;
    this.#reported += bytes.length;
    this.#written.push(bytes);
  }

  /** Empty where nothing was written. */
  get text(): string {
    return new TextDecoder().decode(concatenate(this.#written));
  }
}
