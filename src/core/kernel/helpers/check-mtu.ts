import { readUnsigned, toS32, toU32 } from "../../bytes/integers.ts";
import type { Kernel } from "../kernel.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { skbArgument } from "./skb.ts";
import { xdpArgument } from "./xdp.ts";

const BPF_MTU_CHK_SEGS = 1n;
/** enum bpf_check_mtu_ret. */
const results = { SUCCESS: 0n, FRAG_NEEDED: 1n } as const;
const LENGTH_BYTES = 4;

interface Question {
  readonly length: number;
  readonly ifindex: number;
  readonly own: number;
  /** In: the length to look at where it is not 0; out: the MTU. */
  readonly address: bigint;
  readonly difference: number;
}

/** What both helpers have in common: lengths include the header of the link layer, MTUs don't. */
function check({ net, memory }: Kernel, { length, ifindex, own, address, difference }: Question): bigint {
  const device = net.devices.byIndex(ifindex || own);
  if (!device) return errnoResult("ENODEV");
  const stated = Number(readUnsigned(memory.readBytes(address, LENGTH_BYTES), 0, LENGTH_BYTES));
  const all = (stated === 0 ? length : stated + device.headerLength) + difference;
  const mtu = new Uint8Array(LENGTH_BYTES);
  new DataView(mtu.buffer).setUint32(0, device.mtu, true);
  memory.writeBytes(address, mtu);
  return all <= device.mtu + device.headerLength ? results.SUCCESS : results.FRAG_NEEDED;
}

/** bpf_skb_check_mtu and bpf_xdp_check_mtu (net/core/filter.c, v7.3). */
export const checkMtu: readonly HelperModel[] = [
  {
    name: "bpf_check_mtu",
    notModelled: ["Packets of several segments (GSO)."],
    call(kernel, args) {
      const { memory } = kernel;
      const isXdp = kernel.program.programType === "BPF_PROG_TYPE_XDP";
      const own = isXdp ? 1 : skbArgument(kernel, args(0)).fields.ifindex;
      const length = isXdp ? xdpArgument(kernel, args(0)).linear.size : skbArgument(kernel, args(0)).length;
      const [ifindex, difference] = [Number(toU32(args(1))), Number(toS32(args(3)))];
      memory.resolve(args(2), { intent: "write", size: LENGTH_BYTES });
      if ((args(4) & ~(isXdp ? 0n : BPF_MTU_CHK_SEGS)) !== 0n) return errnoResult("EINVAL");
      const stated = readUnsigned(memory.readBytes(args(2), LENGTH_BYTES), 0, LENGTH_BYTES);
      if (args(4) !== 0n && (difference !== 0 || stated !== 0n)) return errnoResult("EINVAL");
      return check(kernel, { length, ifindex, own, address: args(2), difference });
    },
  },
];
