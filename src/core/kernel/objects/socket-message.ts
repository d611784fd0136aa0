import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";

/** A message on its way out of a socket, in one piece (struct sk_msg, include/linux/skmsg.h, v7.3). */
export class SocketMessage {
  readonly kernel: Kernel;
  readonly length: number;
  /** The program's struct sk_msg_md. */
  context: Region | undefined;
  readonly #bytes: Uint8Array;
  #data: Region;

  constructor(kernel: Kernel, bytes: Uint8Array) {
    this.kernel = kernel;
    this.length = bytes.length;
    this.#bytes = bytes.slice();
    this.#data = this.#window(0, bytes.length);
  }

  /** What `data` points to, up to `data_end`. */
  get data(): Region {
    return this.#data;
  }

  /** bpf_msg_pull_data: the program sees these bytes alone; what pointed to others is dead. */
  pull(start: number, end: number): "EINVAL" | undefined {
    const fits = start < end && end <= this.length;
    if (fits) this.#renew(start, end);
    else this.forgetPointers();
    return fits ? undefined : "EINVAL";
  }

  /** The bytes that the program sees stay; what pointed to them is dead. */
  forgetPointers(): void {
    this.#renew(this.#start, this.#start + this.#data.size);
  }

  #start = 0;

  #renew(start: number, end: number): void {
    const old = this.#data;
    this.#bytes.set(old.bytes, this.#start);
    this.#data = this.#window(start, end);
    this.kernel.memory.release(old, this.kernel.slot);
  }

  #window(start: number, end: number): Region {
    this.#start = start;
    return this.kernel.memory.allocate({ kind: "packet", name: "message", bytes: this.#bytes.slice(start, end) });
  }
}
