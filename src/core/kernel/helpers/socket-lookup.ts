import { readBigEndian16, toS32, toU32 } from "../../bytes/integers.ts";
import type { Kernel } from "../kernel.ts";
import type { Socket, SocketView } from "../objects/socket.ts";
import { contextSocketArgument } from "./context-socket-argument.ts";
import type { HelperModel } from "./helper.ts";
import { memorySize } from "./memory-size.ts";
import { skbArgument } from "./skb.ts";
import { xdpArgument } from "./xdp.ts";

/** The members of struct bpf_sock_tuple: those of IPv4, then those of IPv6. */
const TUPLE_IPV4 = 12;
const TUPLE_IPV6 = 36;
const TCP = 6;
const UDP = 17;
const S32_MAX = 0x7fff_ffffn;

/** ARG_PTR_TO_CTX of each of these program types. */
function checkContext(kernel: Kernel, address: bigint): void {
  const { programType } = kernel.program;
  if (programType === "BPF_PROG_TYPE_XDP") xdpArgument(kernel, address);
  else if (programType === "BPF_PROG_TYPE_CGROUP_SOCK_ADDR") contextSocketArgument(kernel, address);
  else skbArgument(kernel, address);
}

/** __bpf_skc_lookup. */
function find({ net }: Kernel, protocol: number, tuple: Uint8Array, id: bigint, flags: bigint): Socket | undefined {
  if (tuple.length !== TUPLE_IPV4 || flags !== 0n) return undefined;
  const isOwn = toS32(id) < 0n;
  if (!isOwn && id > S32_MAX) return undefined;
  const namespace = isOwn ? net : net.peer(Number(toU32(id)));
  return namespace?.sockets.lookup({
    protocol,
    source: tuple.subarray(0, 4),
    destination: tuple.subarray(4, 8),
    sourcePort: readBigEndian16(tuple, 8),
    destinationPort: readBigEndian16(tuple, 10),
  });
}

const looking = (name: HelperModel["name"], protocol: number, view: SocketView): HelperModel => ({
  name,
  notModelled: [`Sockets of IPv6, for which a tuple of ${TUPLE_IPV6} bytes asks: none is found.`],
  call(kernel, args) {
    checkContext(kernel, args(0));
    const tuple = kernel.memory.readBytes(args(1), memorySize(kernel, args(2)));
    const socket = find(kernel, protocol, tuple, args(3), args(4));
    return socket ? kernel.sockets.acquire(kernel, socket, view) : 0n;
  },
});

/** net/core/filter.c, v7.3. What is found is a reference. */
export const socketLookup: readonly HelperModel[] = [
  looking("bpf_sk_lookup_tcp", TCP, "sock"),
  looking("bpf_sk_lookup_udp", UDP, "sock"),
  looking("bpf_skc_lookup_tcp", TCP, "sock_common"),
  {
    name: "bpf_sk_release",
    notModelled: [],
    call(kernel, args) {
      const location = kernel.memory.locate(args(0));
      const held = location?.offset === 0 ? kernel.references.find(location.region) : undefined;
      if (!held || !location || !kernel.sockets.at(location.region)) {
        return kernel.fault("release-unowned", "bpf_sk_release is handed no socket that the program holds");
      }
      kernel.sockets.release(kernel, held.region);
      return 0n;
    },
  },
];
