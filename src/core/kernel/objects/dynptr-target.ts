import type { ErrnoName } from "../../uapi/errno.ts";
import type { Location, Region } from "../../vm/memory.ts";
import { errnoResult } from "../helpers/errno-result.ts";
import { storeIntoSkb } from "../helpers/skb.ts";
import type { Kernel } from "../kernel.ts";
import type { SkBuff } from "./sk-buff.ts";
import type { XdpBuff } from "./xdp-buff.ts";

/** In bytes. */
export interface DynptrWindow {
  readonly offset: bigint;
  readonly size: bigint;
}

/** What a dynptr leads to. Offsets count from the start of what it leads to, not from where the dynptr begins. */
export interface DynptrTarget {
  /** In enum bpf_dynptr_type. */
  readonly type: `BPF_DYNPTR_TYPE_${"LOCAL" | "RINGBUF" | "SKB" | "SKB_META" | "XDP" | "FILE"}`;
  /** The kernel's pointer. */
  readonly data: bigint;
  readonly readOnly: boolean;
  /** Of a file: where its dynptr begins and how long it is, which all clones share. */
  window?: DynptrWindow;
  read(offset: number, length: number): Uint8Array | ErrnoName;
  /** 0 or a negative errno, as 64 bits. */
  write(offset: number, bytes: Uint8Array, flags: bigint): bigint;
  /** The bytes of a slice that is not in one piece; undefined where they can't be had. */
  copySlice(offset: number, length: number): Uint8Array | undefined;
  /** Where bytes stand in one piece that the program can be given. */
  inPlace(offset: number, length: number): Location | undefined;
}

/** Memory of the program: a map's value, a global variable, a record of a ring buffer. */
export function memoryTarget(
  kernel: Kernel,
  type: "BPF_DYNPTR_TYPE_LOCAL" | "BPF_DYNPTR_TYPE_RINGBUF",
  region: Region,
  start: number,
): DynptrTarget {
  const { memory } = kernel;
  const data = memory.addressOf(region, start);
  return {
    type,
    data,
    readOnly: false,
    read: (offset, length) => memory.readBytes(data + BigInt(offset), length),
    write(offset, bytes, flags) {
      if (flags !== 0n) return errnoResult("EINVAL");
      memory.writeBytes(data + BigInt(offset), bytes);
      return 0n;
    },
    copySlice: () => undefined,
    inPlace: (offset) => ({ region, offset: start + offset }),
  };
}

/** The packet of an XDP program. */
export function xdpTarget({ memory }: Kernel, buff: XdpBuff): DynptrTarget {
  const place = (offset: number, length: number) => buff.pointer(offset, length);
  return {
    type: "BPF_DYNPTR_TYPE_XDP",
    data: memory.addressOf(buff.context, 0),
    readOnly: false,
    read(offset, length) {
      const found = place(offset, length);
      return typeof found === "string" ? found : buff.copyOut(offset, length);
    },
    write(offset, bytes, flags) {
      if (flags !== 0n) return errnoResult("EINVAL");
      const found = place(offset, bytes.length);
      if (typeof found === "string") return errnoResult(found);
      buff.copyIn(offset, bytes);
      return 0n;
    },
    // The kernel does not look at what bpf_xdp_pointer says before it copies.
    copySlice: (offset, length) => buff.copyOut(offset, length),
    inPlace(offset, length) {
      const found = place(offset, length);
      return typeof found === "object" ? found : undefined;
    },
  };
}

/** The packet behind a struct __sk_buff; read-only where the program type may not store to it. */
export function skbTarget({ memory }: Kernel, skb: SkBuff): DynptrTarget {
  return {
    type: "BPF_DYNPTR_TYPE_SKB",
    data: memory.addressOf(skb.context, 0),
    readOnly: !skb.linear.writable,
    read: (offset, length) => skb.copyOut(offset, length) ?? "EFAULT",
    write: (offset, bytes, flags) => storeIntoSkb(skb, offset, bytes, flags),
    copySlice: (offset, length) => skb.copyOut(offset, length),
    inPlace: (offset, length) => skb.pointer(offset, length),
  };
}

/** What XDP left before the packet: nothing, in a test run (skb_metadata_len). */
export function skbMetaTarget({ memory }: Kernel, skb: SkBuff): DynptrTarget {
  return {
    type: "BPF_DYNPTR_TYPE_SKB_META",
    data: memory.addressOf(skb.context, 0),
    readOnly: false,
    read: () => new Uint8Array(0),
    write(_offset, _bytes, flags) {
      if (flags !== 0n) return errnoResult("EINVAL");
      skb.forgetPointers();
      return 0n;
    },
    copySlice: () => undefined,
    inPlace: (offset) => ({ region: skb.linear, offset }),
  };
}
