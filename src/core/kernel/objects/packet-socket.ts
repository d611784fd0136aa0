import type { Kernel } from "../kernel.ts";
import { Socket } from "./socket.ts";

/** By EtherType: the address family (include/linux/socket.h), and where a header has addresses. */
const families: Readonly<Record<number, { family: number; suffix: string; source: number; length: number }>> = {
  2048: { family: 2, suffix: "ip4", source: 12, length: 4 },
  34525: { family: 10, suffix: "ip6", source: 8, length: 16 },
};

/**
 * The socket of a test run's packet (bpf_prog_test_run_skb, net/bpf/test_run.c, v7.3): in no use, with the addresses of
 * the IP header, source and destination as they are.
 */
export function packetSocket(kernel: Kernel, protocol: number, network: Uint8Array): Socket {
  const socket = new Socket(kernel, "socket of the packet");
  const layout = families[protocol];
  if (!layout || network.length < layout.source + 2 * layout.length) return socket;
  const { family, suffix, source, length } = layout;
  socket.fields.set("family", family);
  socket.fields.setBytes(`src_${suffix}`, network.slice(source, source + length));
  socket.fields.setBytes(`dst_${suffix}`, network.slice(source + length, source + 2 * length));
  return socket;
}
