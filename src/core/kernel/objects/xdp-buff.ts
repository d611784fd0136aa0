import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { copyIn, copyOut, lengthOf, type PacketBytes } from "./packet-parts.ts";

/** Where a stretch of the packet stands in one piece. */
export interface PacketPlace {
  readonly region: Region;
  readonly offset: number;
}

/** The largest offset and length that bpf_xdp_pointer takes. */
const MAX_OFFSET = 0xffff;

/** struct xdp_buff: a packet of a linear part and fragments, and the device that received it. */
export class XdpBuff {
  readonly kernel: Kernel;
  readonly linear: Region;
  readonly fragments: readonly Region[];
  /** The context that the program gets: its struct xdp_md. */
  readonly context: Region;
  readonly #before: Uint8Array;

  constructor(kernel: Kernel, { linear, fragments }: PacketBytes, context: (buff: XdpBuff) => Region) {
    this.kernel = kernel;
    this.linear = kernel.memory.allocate({ kind: "packet", name: "packet", bytes: linear });
    this.fragments = fragments.map((bytes, index) =>
      kernel.memory.allocate({ kind: "packet", name: `packet fragment ${index}`, bytes }),
    );
    this.#before = this.bytes();
    this.context = context(this);
  }

  /** Of all parts (xdp_get_buff_len). */
  get length(): number {
    return lengthOf(this.#parts);
  }

  get before(): Uint8Array {
    return this.#before;
  }

  /** The whole packet as it stands, a copy. */
  bytes(): Uint8Array {
    return copyOut(this.#parts, 0, this.length);
  }

  /**
   * bpf_xdp_pointer (net/core/filter.c, v7.3): where the bytes stand in one piece; undefined where they cross parts. An
   * empty stretch at the very end is found at the start of the packet, as in the kernel.
   */
  pointer(offset: number, length: number): PacketPlace | "EFAULT" | "EINVAL" | undefined {
    if (offset > MAX_OFFSET || length > MAX_OFFSET) return "EFAULT";
    if (offset + length > this.length) return "EINVAL";
    let start = 0;
    for (const region of this.#parts) {
      if (offset < start + region.size) {
        return offset + length <= start + region.size ? { region, offset: offset - start } : undefined;
      }
      start += region.size;
    }
    return { region: this.linear, offset: 0 };
  }

  /** bpf_xdp_copy_buf out of the packet, across its parts. */
  copyOut(offset: number, length: number): Uint8Array {
    return copyOut(this.#parts, offset, length);
  }

  /** bpf_xdp_copy_buf into the packet, across its parts. */
  copyIn(offset: number, bytes: Uint8Array): void {
    copyIn(this.kernel.memory, this.#parts, offset, bytes);
  }

  get #parts(): readonly Region[] {
    return [this.linear, ...this.fragments];
  }
}
