import type { Kernel } from "../kernel.ts";
import type { Socket } from "../objects/socket.ts";
import { contextSocketArgument } from "./context-socket-argument.ts";
import type { HelperModel } from "./helper.ts";
import { skbArgument } from "./skb.ts";

const ofContext = ["BPF_PROG_TYPE_CGROUP_SOCK", "BPF_PROG_TYPE_CGROUP_SOCK_ADDR", "BPF_PROG_TYPE_SOCK_OPS"] as const;

/** The cookie of the first namespace: what a program gets that names no socket. The scenario's is another. */
const INITIAL_NAMESPACE = 1n;

/** The socket of the packet, or that the context is about. */
function socketOf(kernel: Kernel, address: bigint): Socket {
  const { programType } = kernel.program;
  const isContext = ofContext.some((each) => each === programType);
  return isContext ? contextSocketArgument(kernel, address).socket : skbArgument(kernel, address).socket;
}

/** net/core/filter.c, v7.3. */
export const socketIdentity: readonly HelperModel[] = [
  {
    name: "bpf_get_socket_cookie",
    notModelled: ["The number: Linux counts sockets since the boot."],
    call: (kernel, args) => BigInt(socketOf(kernel, args(0)).cookie),
  },
  {
    name: "bpf_get_netns_cookie",
    notModelled: ["The number: Linux counts network namespaces since the boot."],
    call(kernel, args) {
      if (kernel.memory.isNull(args(0))) return INITIAL_NAMESPACE;
      socketOf(kernel, args(0));
      return INITIAL_NAMESPACE + 1n;
    },
  },
];
