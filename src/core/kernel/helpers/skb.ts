import { toU32 } from "../../bytes/integers.ts";
import type { Kernel } from "../kernel.ts";
import type { SkBuff } from "../objects/sk-buff.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { memorySize } from "./memory-size.ts";

/** Flags of bpf_skb_store_bytes (include/uapi/linux/bpf.h, v7.3). */
const BPF_F_RECOMPUTE_CSUM = 1n;
const BPF_F_INVALIDATE_HASH = 2n;
const INT_MAX = 0x7fff_ffff;
const headers = { MAC: 0n, NET: 1n } as const;
const MOST_RELATIVE = 0xffff;
/** skb_pkt_type_ok: PACKET_HOST to PACKET_OTHERHOST. */
const LAST_PACKET_TYPE = 3;

/** The packet behind the context in the first argument. */
export function skbArgument(kernel: Kernel, context: bigint): SkBuff {
  const location = kernel.memory.locate(context);
  if (kernel.skb && location?.region === kernel.skb.context && location.offset === 0) return kernel.skb;
  return kernel.fault("context-access", "the helper takes the program's context, a struct __sk_buff, as R1");
}

/** Memory for so many bytes of the packet: they are written there, or zeros where they can't be had. */
function give(kernel: Kernel, address: bigint, length: number, bytes: Uint8Array | undefined): bigint {
  kernel.memory.writeBytes(address, bytes ?? new Uint8Array(length));
  return errnoResult(bytes ? undefined : "EFAULT");
}

/** A test run of a flow dissector has the packet's bytes, but no skb (bpf_flow_dissector_load_bytes). */
const hasSkb = ({ program }: Kernel) => program.programType !== "BPF_PROG_TYPE_FLOW_DISSECTOR";

const loadBytes: HelperModel = {
  name: "bpf_skb_load_bytes",
  notModelled: [],
  call(kernel, args) {
    const skb = skbArgument(kernel, args(0));
    const offset = Number(toU32(args(1)));
    const length = memorySize(kernel, args(3));
    kernel.memory.resolve(args(2), { intent: "write", size: length });
    const bytes = hasSkb(kernel) && offset <= INT_MAX ? skb.copyOut(offset, length) : undefined;
    return give(kernel, args(2), length, bytes);
  },
};

/** Only the linear part is looked at, from the header on. */
const loadBytesRelative: HelperModel = {
  name: "bpf_skb_load_bytes_relative",
  notModelled: [],
  call(kernel, args) {
    const skb = skbArgument(kernel, args(0));
    const offset = Number(toU32(args(1)));
    const length = memorySize(kernel, args(3));
    const header = toU32(args(4));
    kernel.memory.resolve(args(2), { intent: "write", size: length });
    if (offset > MOST_RELATIVE || (header !== headers.MAC && header !== headers.NET)) {
      return give(kernel, args(2), length, undefined);
    }
    const before = header === headers.MAC ? skb.pulled : new Uint8Array(0);
    const start = header === headers.MAC ? 0 : skb.networkOffset;
    const all = Uint8Array.from([...before, ...skb.linear.bytes.subarray(start)]);
    const reaches = offset + length <= all.length;
    return give(kernel, args(2), length, reaches ? all.slice(offset, offset + length) : undefined);
  },
};

const storeBytes: HelperModel = {
  name: "bpf_skb_store_bytes",
  notModelled: ["`skb->csum`, which BPF_F_RECOMPUTE_CSUM corrects: no test run has one."],
  call(kernel, args) {
    const skb = skbArgument(kernel, args(0));
    const offset = Number(toU32(args(1)));
    const length = memorySize(kernel, args(3));
    const bytes = kernel.memory.readBytes(args(2), length);
    const result = storeIntoSkb(skb, offset, bytes, args(4));
    return result;
  },
};

/** skb_clear_hash. */
export function invalidateHash({ fields }: SkBuff): void {
  fields.hash = 0;
  fields.hasHash = false;
}

/** ____bpf_skb_store_bytes (net/core/filter.c, v7.3). */
export function storeIntoSkb(skb: SkBuff, offset: number, bytes: Uint8Array, flags: bigint): bigint {
  if ((flags & ~(BPF_F_RECOMPUTE_CSUM | BPF_F_INVALIDATE_HASH)) !== 0n) return errnoResult("EINVAL");
  if (offset > INT_MAX) return errnoResult("EFAULT");
  if (!skb.makeWritable(offset + bytes.length)) return errnoResult("EFAULT");
  skb.copyIn(offset, bytes);
  if ((flags & BPF_F_INVALIDATE_HASH) !== 0n) invalidateHash(skb);
  return 0n;
}

const pullData: HelperModel = {
  name: "bpf_skb_pull_data",
  notModelled: [],
  call(kernel, args) {
    const skb = skbArgument(kernel, args(0));
    const length = Number(toU32(args(1)));
    return errnoResult(skb.makeWritable(length === 0 ? skb.linear.size : length) ? undefined : "ENOMEM");
  },
};

const changeType: HelperModel = {
  name: "bpf_skb_change_type",
  notModelled: [],
  call(kernel, args) {
    const { fields } = skbArgument(kernel, args(0));
    const type = Number(toU32(args(1)));
    if (type > LAST_PACKET_TYPE || fields.packetType > LAST_PACKET_TYPE) return errnoResult("EINVAL");
    fields.packetType = type;
    return 0n;
  },
};

const setHash: HelperModel = {
  name: "bpf_set_hash",
  notModelled: [],
  call(kernel, args) {
    const { fields } = skbArgument(kernel, args(0));
    fields.hash = Number(toU32(args(1)));
    fields.hasHash = true;
    return 0n;
  },
};

const setHashInvalid: HelperModel = {
  name: "bpf_set_hash_invalid",
  notModelled: [],
  call(kernel, args) {
    invalidateHash(skbArgument(kernel, args(0)));
    return 0n;
  },
};

/** net/core/filter.c, v7.3. */
export const skb: readonly HelperModel[] = [
  loadBytes,
  loadBytesRelative,
  storeBytes,
  pullData,
  changeType,
  setHash,
  setHashInvalid,
];
