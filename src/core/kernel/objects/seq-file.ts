import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import { structType } from "./struct-access.ts";

/** Of the buffer between two readings: PAGE_SIZE << 3 (bpf_seq_read, kernel/bpf/bpf_iter.c, v7.3). */
const BUFFER_BYTES = 4096 << 3;

/** What an iterator writes to: struct seq_file, whose members are zero. Readers get what the buffer holds. */
export class SeqFile extends BtfObject {
  readonly #read: Uint8Array[] = [];
  #buffer: Uint8Array[] = [];
  #count = 0;
  /** How much the buffer held when the run began that can be taken back. */
  #kept = { parts: 0, count: 0 };
  hasOverflowed = false;

  constructor(kernel: Kernel) {
    super(kernel, "seq_file", structType(kernel.btf, "seq_file"));
  }

  /** seq_write (fs/seq_file.c, v7.3): all of it, or none where it does not fit. */
  write(bytes: Uint8Array): boolean {
    if (this.hasOverflowed || this.#count + bytes.length >= BUFFER_BYTES) {
      this.hasOverflowed = true;
      return false;
    }
    this.#buffer.push(bytes.slice());
    this.#count += bytes.length;
    return true;
  }

  /** What is written from now on can be taken back. */
  begin(): void {
    this.#kept = { parts: this.#buffer.length, count: this.#count };
  }

  /** Takes back what was written since `begin`; false where the buffer was empty then. */
  takeBack(): boolean {
    this.#buffer.length = this.#kept.parts;
    this.#count = this.#kept.count;
    this.hasOverflowed = false;
    return this.#count > 0;
  }

  /** A reader empties the buffer. */
  flush(): void {
    this.#read.push(...this.#buffer);
    this.#buffer = [];
    this.#count = 0;
    this.begin();
  }

  /** All that was read. */
  get output(): Uint8Array {
    const bytes = new Uint8Array(this.#read.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of this.#read) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}
