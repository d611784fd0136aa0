import { toU32 } from "../../bytes/integers.ts";
import type { ErrnoName } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import type { Device } from "../objects/devices.ts";
import { ProgramStruct } from "../objects/program-struct.ts";
import type { Route } from "../objects/routes.ts";
import { structType } from "../objects/struct-access.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { memorySize } from "./memory-size.ts";
import { skbArgument } from "./skb.ts";
import { xdpArgument } from "./xdp.ts";

const AF_INET = 2;
const AF_INET6 = 10;
/** include/uapi/linux/bpf.h, v7.3. */
const flagBits = {
  DIRECT: 1,
  OUTPUT: 2,
  SKIP_NEIGH: 4,
  TBID: 8,
  SRC: 16,
  MARK: 32,
  VLAN: 64,
  VLAN_INPUT: 128,
} as const;
const ALL_FLAGS = 0xff;
const results = { SUCCESS: 0, NOT_FWDED: 4, FWD_DISABLED: 5, NO_NEIGH: 7, FRAG_NEEDED: 8 } as const;
/** What is_skb_forwardable adds to an MTU: a VLAN header. */
const VLAN_HLEN = 4;
const RT_TABLE_MAIN = 254;

const has = (flags: number, flag: keyof typeof flagBits) => (flags & flagBits[flag]) !== 0;

const flagsAreOk = (flags: number): boolean =>
  (flags & ~ALL_FLAGS) === 0 && !(has(flags, "VLAN_INPUT") && (has(flags, "TBID") || has(flags, "OUTPUT")));

function addressAt(params: ProgramStruct, member: string): number {
  const bytes = params.bytes(member);
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}

function setAddress(params: ProgramStruct, member: string, address: number): void {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, address);
  params.setBytes(member, bytes);
}

interface Question {
  readonly params: ProgramStruct;
  readonly flags: number;
  /** `tot_len` is held against the MTU of the way. */
  readonly checksMtu: boolean;
}

function findRoute(kernel: Kernel, device: Device, { params, flags }: Question): Route | undefined {
  if (has(flags, "DIRECT") && has(flags, "TBID")) {
    const table = params.number("tbid");
    params.set("tbid", 0);
    if (table !== RT_TABLE_MAIN) kernel.fault("helper-not-modelled", `the table ${table} of routes has no model`);
  }
  return kernel.net.routes.lookup(addressAt(params, "ipv4_dst"), has(flags, "OUTPUT") ? device : undefined);
}

/** bpf_ipv4_fib_lookup (net/core/filter.c, v7.3). */
function lookUp(kernel: Kernel, question: Question): number | ErrnoName {
  const { params, flags, checksMtu } = question;
  const { routes, devices } = kernel.net;
  const device = devices.byIndex(params.number("ifindex"));
  if (!device) return "ENODEV";
  if (has(flags, "VLAN_INPUT")) kernel.fault("helper-not-modelled", "devices of VLANs have no model");
  if (!device.forwards) return results.FWD_DISABLED;
  const route = findRoute(kernel, device, question);
  if (route?.kind !== "unicast") return results.NOT_FWDED;
  const { mtu, ifindex, address } = route.device;
  if (checksMtu && params.number("tot_len") > mtu) {
    params.set("mtu_result", mtu);
    return results.FRAG_NEEDED;
  }
  params.set("rt_metric", 0);
  params.set("ifindex", ifindex);
  if (has(flags, "SRC")) setAddress(params, "ipv4_src", routes.sourceOf(route));
  if (route.gateway !== undefined) setAddress(params, "ipv4_dst", route.gateway);
  if (!has(flags, "SKIP_NEIGH")) {
    const neighbour = routes.neighbour(route.device, addressAt(params, "ipv4_dst"));
    if (!neighbour) return results.NO_NEIGH;
    params.setBytes("dmac", neighbour);
    params.setBytes("smac", address);
  }
  params.set("h_vlan_TCI", 0);
  params.set("h_vlan_proto", 0);
  if (checksMtu) params.set("mtu_result", mtu);
  return results.SUCCESS;
}

/** Without a length from the program, it is the packet's own that must fit. */
function checkPacket(kernel: Kernel, params: ProgramStruct, length: number): number {
  const device = kernel.net.devices.byIndex(params.number("ifindex"));
  if (!device) return results.SUCCESS;
  params.set("mtu_result", device.mtu);
  return length <= device.mtu + device.headerLength + VLAN_HLEN ? results.SUCCESS : results.FRAG_NEEDED;
}

/** bpf_skb_fib_lookup and bpf_xdp_fib_lookup. */
export const fibLookup: readonly HelperModel[] = [
  {
    name: "bpf_fib_lookup",
    notModelled: ["IPv6, rules and other tables than main and local, devices of VLANs, and metrics of routes."],
    call(kernel, args) {
      const skb = kernel.program.programType === "BPF_PROG_TYPE_XDP" ? undefined : skbArgument(kernel, args(0));
      if (!skb) xdpArgument(kernel, args(0));
      const size = memorySize(kernel, args(2));
      kernel.memory.resolve(args(1), { intent: "write", size });
      const params = new ProgramStruct(kernel, structType(kernel.btf, "bpf_fib_lookup"), args(1));
      const flags = Number(toU32(args(3)));
      if (size < params.size || !flagsAreOk(flags) || (skb && has(flags, "VLAN"))) return errnoResult("EINVAL");
      const family = params.number("family");
      if (family === AF_INET6) kernel.fault("helper-not-modelled", "routes of IPv6 have no model");
      if (family !== AF_INET) return errnoResult("EAFNOSUPPORT");
      const checksMtu = !skb || params.number("tot_len") !== 0;
      const result = lookUp(kernel, { params, flags, checksMtu });
      if (typeof result === "string") return errnoResult(result);
      const isOwnLength = skb && result === results.SUCCESS && !checksMtu;
      return BigInt(isOwnLength ? checkPacket(kernel, params, skb.isGso ? 0 : skb.length) : result);
    },
  },
];
