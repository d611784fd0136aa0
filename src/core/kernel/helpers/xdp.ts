import { toU32 } from "../../bytes/integers.ts";
import type { ErrnoName } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import type { XdpBuff } from "../objects/xdp-buff.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { memorySize } from "./memory-size.ts";

/** The packet behind the context in the first argument. */
export function xdpArgument(kernel: Kernel, context: bigint): XdpBuff {
  const location = kernel.memory.locate(context);
  if (!kernel.xdp || location?.region !== kernel.xdp.context || location.offset !== 0) {
    return kernel.fault("context-access", "the helper takes the context of an XDP program as R1");
  }
  return kernel.xdp;
}

type Transfer = (kernel: Kernel, buff: XdpBuff, offset: number, address: bigint, length: number) => void;

/** bpf_xdp_load_bytes and bpf_xdp_store_bytes (net/core/filter.c, v7.3): errors of bpf_xdp_pointer, else the bytes move. */
const transfer = (name: HelperModel["name"], intent: "read" | "write", move: Transfer): HelperModel => ({
  name,
  notModelled: [],
  call(kernel, args) {
    const buff = xdpArgument(kernel, args(0));
    const offset = Number(toU32(args(1)));
    const length = memorySize(kernel, args(3));
    kernel.memory.resolve(args(2), { intent, size: length });
    const place = buff.pointer(offset, length);
    if (typeof place === "string") return errnoResult(place);
    move(kernel, buff, offset, args(2), length);
    return 0n;
  },
});

type Adjustment = (buff: XdpBuff, offset: number) => ErrnoName | undefined;

/** bpf_xdp_adjust_head, _meta and _tail (net/core/filter.c, v7.3): the program loads its pointers anew, also after an error. */
const adjustment = (name: HelperModel["name"], adjust: Adjustment): HelperModel => ({
  name,
  notModelled: [],
  call(kernel, args) {
    const error = adjust(xdpArgument(kernel, args(0)), Number(BigInt.asIntN(32, args(1))));
    return error ? errnoResult(error) : 0n;
  },
});

export const xdp: readonly HelperModel[] = [
  adjustment("bpf_xdp_adjust_head", (buff, offset) => buff.adjustHead(offset)),
  adjustment("bpf_xdp_adjust_meta", (buff, offset) => buff.adjustMeta(offset)),
  adjustment("bpf_xdp_adjust_tail", (buff, offset) => buff.adjustTail(offset)),
  {
    name: "bpf_xdp_get_buff_len",
    notModelled: [],
    call: (kernel, args) => BigInt(xdpArgument(kernel, args(0)).length),
  },
  transfer("bpf_xdp_load_bytes", "write", ({ memory }, buff, offset, address, length) =>
    memory.writeBytes(address, buff.copyOut(offset, length)),
  ),
  transfer("bpf_xdp_store_bytes", "read", ({ memory }, buff, offset, address, length) =>
    buff.copyIn(offset, memory.readBytes(address, length)),
  ),
];
