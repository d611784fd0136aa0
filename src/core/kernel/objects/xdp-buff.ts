import { concatenate } from "../../bytes/concatenate.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import type { Device } from "./devices.ts";
import { copyIn, copyOut, lengthOf, type PacketBytes } from "./packet-parts.ts";

/** Where a stretch of the packet stands in one piece. */
export interface PacketPlace {
  readonly region: Region;
  readonly offset: number;
}

/** The largest offset and length that bpf_xdp_pointer takes. */
const MAX_OFFSET = 0xffff;
const ETH_HLEN = 14;
/** A test run's frame is a page; so is each fragment (bpf_prog_test_run_xdp, net/bpf/test_run.c, v7.3). */
export const PAGE_SIZE = 4096;
/** XDP_PACKET_HEADROOM (include/uapi/linux/bpf.h, v7.3). */
const HEADROOM = 256;
/** Behind the data: struct skb_shared_info, aligned. */
const TAILROOM = 320;
/** sizeof(struct xdp_frame), which the kernel keeps at the start of the frame. */
const FRAME_SIZE = 40;
/** xdp_metalen_invalid (include/net/xdp.h, v7.3). */
const META_ALIGNMENT = 4;
const MOST_META = 0xff;

/** In the frame, in bytes from its start. */
interface Limits {
  readonly meta: number;
  readonly data: number;
  readonly end: number;
}

/** struct xdp_buff: a packet of a linear part and fragments, and the device that received it. */
export class XdpBuff {
  readonly kernel: Kernel;
  /** Of the linear part, as the packet came in. */
  readonly linearLength: number;
  /** The device that received it; undefined in a test run. */
  readonly arrival: { readonly device: Device; readonly isDeviceBound: boolean } | undefined;
  /** The context of the program that runs: its struct xdp_md. */
  context: Region;
  readonly before: Uint8Array;
  readonly #frame = new Uint8Array(PAGE_SIZE);
  #limits: Limits;
  /** Metadata and linear part in one piece: differences between pointers to them are those of a real kernel. */
  #whole: Region;
  /** A view of it where there is metadata. */
  #linear: Region;
  #fragments: readonly Region[];
  /** How many bytes are missing at the start of the first fragment's page: they were pulled. */
  #pulled = 0;

  constructor(
    kernel: Kernel,
    { linear, fragments }: PacketBytes,
    context: (buff: XdpBuff) => Region,
    arrival?: XdpBuff["arrival"],
  ) {
    this.kernel = kernel;
    this.arrival = arrival;
    this.linearLength = linear.length;
    this.#frame.set(linear, HEADROOM);
    this.#limits = { meta: HEADROOM, data: HEADROOM, end: HEADROOM + linear.length };
    this.#whole = kernel.memory.allocate({ kind: "packet", name: "packet", bytes: linear });
    this.#linear = this.#whole;
    this.#fragments = fragments.map((bytes, index) => this.#newFragment(bytes, index));
    this.before = this.bytes();
    this.context = context(this);
  }

  /** The bytes from `data` to `data_end`. */
  get linear(): Region {
    return this.#linear;
  }

  /** The program's pointers, as its struct xdp_md has them. */
  address(of: "meta" | "data" | "end"): bigint {
    return this.kernel.memory.addressOf(this.#whole, this.#limits[of] - this.#limits.meta);
  }

  /** Where the frame starts: as an address in the same region, before the packet. */
  get frameStart(): bigint {
    return this.address("meta") - BigInt(this.#limits.meta);
  }

  get fragments(): readonly Region[] {
    return this.#fragments;
  }

  /** Of all parts (xdp_get_buff_len). */
  get length(): number {
    return lengthOf(this.#parts);
  }

  /** The whole packet as it stands and as a test run hands it back, metadata first; a copy. */
  bytes(): Uint8Array {
    return concatenate([this.#whole, ...this.#fragments].map((region) => region.bytes));
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

  /** bpf_xdp_adjust_head: moves the start of the data, and the metadata with it. Pointers into the packet are dead afterwards. */
  adjustHead(offset: number): "EINVAL" | undefined {
    const { meta, data, end } = this.#limits;
    const start = data + offset;
    const fits = start >= FRAME_SIZE + (data - meta) && start <= end - ETH_HLEN;
    this.#keep();
    if (fits) this.#frame.copyWithin(meta + offset, meta, data);
    this.#renew(fits ? { meta: meta + offset, data: start, end } : this.#limits);
    return fits ? undefined : "EINVAL";
  }

  /** bpf_xdp_adjust_meta: moves the start of the metadata. Pointers into the packet are dead afterwards. */
  adjustMeta(offset: number): "EINVAL" | "EACCES" | undefined {
    const { meta, data, end } = this.#limits;
    const start = meta + offset;
    const length = data - start;
    const isOutside = start < FRAME_SIZE || start > data;
    const isInvalid = length % META_ALIGNMENT !== 0 || length > MOST_META;
    this.#keep();
    this.#renew(isOutside || isInvalid ? this.#limits : { meta: start, data, end });
    if (isOutside) return "EINVAL";
    return isInvalid ? "EACCES" : undefined;
  }

  /** bpf_xdp_adjust_tail: moves the end of the packet; bytes that are added are zeros. Pointers into it are dead afterwards. */
  adjustTail(offset: number): "EINVAL" | undefined {
    this.#keep();
    const error = this.#fragments.length > 0 ? this.#adjustFragments(offset) : this.#adjustEnd(offset);
    this.#renew(this.#limits);
    return error;
  }

  /**
   * bpf_xdp_pull_data (net/core/filter.c, v7.3): brings bytes of fragments behind the linear part until that has `length`;
   * what does not fit behind the data moves towards the start of the frame. Pointers into the packet are dead afterwards.
   */
  pull(length: number): "EINVAL" | undefined {
    const { meta, data, end } = this.#limits;
    const missing = length - (end - data);
    const tailroom = PAGE_SIZE - TAILROOM - end;
    const fits = length <= this.length && missing <= tailroom + meta - FRAME_SIZE;
    this.#keep();
    if (missing > 0 && fits) this.#pullIn(missing, Math.max(0, missing - tailroom));
    else this.#replaceFragments(this.#fragments.map(({ bytes }) => bytes));
    this.#renew(this.#limits);
    return missing > 0 && !fits ? "EINVAL" : undefined;
  }

  /** Pointers into the packet are dead from now on. */
  forgetPointers(): void {
    this.#keep();
    this.#replaceFragments(this.#fragments.map(({ bytes }) => bytes));
    this.#renew(this.#limits);
  }

  #pullIn(missing: number, shift: number): void {
    const { meta, data, end } = this.#limits;
    const bytes = copyOut(this.#fragments, 0, missing);
    this.#frame.copyWithin(meta - shift, meta, end);
    this.#frame.set(bytes, end - shift);
    this.#limits = { meta: meta - shift, data: data - shift, end: end - shift + missing };
    let left = missing;
    const kept: Uint8Array[] = [];
    for (const fragment of this.#fragments) {
      const taken = Math.min(left, fragment.size);
      if (taken > 0) this.#pulled = taken < fragment.size ? this.#pulled + taken : 0;
      if (taken < fragment.size) kept.push(fragment.bytes.slice(taken));
      left -= taken;
    }
    this.#replaceFragments(kept);
  }

  #adjustEnd(offset: number): "EINVAL" | undefined {
    const { data, end } = this.#limits;
    const moved = end + offset;
    if (moved > PAGE_SIZE - TAILROOM || moved < data + ETH_HLEN) return "EINVAL";
    if (offset > 0) this.#frame.fill(0, end, moved);
    this.#limits = { ...this.#limits, end: moved };
    return undefined;
  }

  /** bpf_xdp_frags_increase_tail and bpf_xdp_frags_shrink_tail: the last fragments become longer, shorter or none. */
  #adjustFragments(offset: number): "EINVAL" | undefined {
    const last = this.#fragments.at(-1);
    if (offset >= 0) {
      const before = this.#fragments.length === 1 ? this.#pulled : 0;
      if (!last || offset > PAGE_SIZE - last.size - before) return "EINVAL";
      this.#replaceFragments([...this.#fragments.slice(0, -1).map(({ bytes }) => bytes), grown(last.bytes, offset)]);
      return undefined;
    }
    if (-offset > this.length - ETH_HLEN) return "EINVAL";
    const lengths = this.#fragments.map(({ size }) => size);
    let left = -offset;
    for (let index = lengths.length - 1; index >= 0; index--) {
      const cut = Math.min(left, lengths[index] ?? 0);
      lengths[index] = (lengths[index] ?? 0) - cut;
      left -= cut;
    }
    const kept = this.#fragments.map(({ bytes }, index) => bytes.slice(0, lengths[index]));
    this.#replaceFragments(kept.filter(({ length }) => length > 0));
    if (this.#fragments.length === 0) this.#limits = { ...this.#limits, end: this.#limits.end - left };
    return undefined;
  }

  #replaceFragments(parts: readonly Uint8Array[]): void {
    for (const fragment of this.#fragments) this.kernel.memory.release(fragment, this.kernel.slot);
    this.#fragments = parts.map((bytes, index) => this.#newFragment(bytes.slice(), index));
  }

  /** Brings into the frame what the program wrote. */
  #keep(): void {
    this.#frame.set(this.#whole.bytes, this.#limits.meta);
  }

  /** Ends the life of what pointers to the packet lead to, and puts regions of other limits in their place. */
  #renew(limits: Limits): void {
    const { memory, slot } = this.kernel;
    const { meta, data, end } = limits;
    memory.release(this.#whole, slot);
    this.#limits = limits;
    this.#whole = memory.allocate({ kind: "packet", name: "packet", bytes: this.#frame.slice(meta, end) });
    this.#whole.dataAt = data - meta;
    this.#linear = data > meta ? memory.view(this.#whole, { offset: data - meta, size: end - data }) : this.#whole;
  }

  #newFragment(bytes: Uint8Array, index: number): Region {
    return this.kernel.memory.allocate({ kind: "packet", name: `packet fragment ${index}`, bytes });
  }

  get #parts(): readonly Region[] {
    return [this.#linear, ...this.#fragments];
  }
}

/** With so many zeros at its end. */
function grown(bytes: Uint8Array, more: number): Uint8Array {
  const longer = new Uint8Array(bytes.length + more);
  longer.set(bytes);
  return longer;
}
