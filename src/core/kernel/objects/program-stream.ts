import { concatenate } from "../../bytes/concatenate.ts";

/** BPF_STREAM_MAX_CAPACITY (include/linux/bpf.h, v7.3): a stream holds less, as nobody reads it meanwhile. */
const CAPACITY = 100_000;

/** What a program writes for user space, which reads it by the program (kernel/bpf/stream.c, v7.3). */
export class ProgramStream {
  readonly #written: Uint8Array[] = [];
  #length = 0;
  #isKnown = true;

  /** False where there is no room, and nothing is written. */
  write(bytes: Uint8Array): boolean {
    if (this.#length + bytes.length >= CAPACITY) return false;
    this.#written.push(bytes);
    this.#length += bytes.length;
    return true;
  }

  /** The kernel writes what no model says. */
  writeUnknown(): void {
    this.#isKnown = false;
  }

  /** Undefined where nothing was written, or something unknown. */
  get text(): string | undefined {
    return this.#isKnown && this.#length > 0 ? new TextDecoder().decode(concatenate(this.#written)) : undefined;
  }
}
