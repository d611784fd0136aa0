import type { Kernel } from "../kernel/kernel.ts";
import { HZ } from "../kernel/objects/clock.ts";
import { BOTH_DIRECTIONS, ConntrackEntry, type ConntrackTuple, inverted } from "../kernel/objects/conntrack.ts";
import type { ConntrackDescription } from "../spec/kernel-state-spec.ts";
import { ipv4Bytes } from "./packet/layers.ts";
import { SetupSignal } from "./setup-problem.ts";

/** include/uapi/linux/in.h, nf_conntrack_common.h, nf_conntrack_tcp.h, v7.3 */
const protocols = { IPPROTO_TCP: 6, IPPROTO_UDP: 17 } as const;
const statusBits = { IPS_SEEN_REPLY: 1 << 1, IPS_ASSURED: 1 << 2, IPS_CONFIRMED: 1 << 3 } as const;
const tcpStates = { TCP_CONNTRACK_SYN_SENT: 1, TCP_CONNTRACK_ESTABLISHED: 3, TCP_CONNTRACK_TIME_WAIT: 7 } as const;
const AF_INET = 2;
const TIMEOUT_SECONDS = 120;

const portBytes = (port: number) => Uint8Array.of(port >> 8, port & 0xff);

type Ends = Pick<ConntrackDescription, "src" | "dst" | "sport" | "dport">;

const tupleOf = (protocol: number, { src, dst, sport, dport }: Ends): ConntrackTuple => ({
  family: AF_INET,
  protocol,
  source: ipv4Bytes(src),
  destination: ipv4Bytes(dst),
  sourcePort: portBytes(sport),
  destinationPort: portBytes(dport),
});

/** A connection that connection tracking knows. */
export function addConntrack(kernel: Kernel, description: ConntrackDescription, index: number): void {
  const { proto, reply, timeout = TIMEOUT_SECONDS, mark = 0, status = [], tcp_state } = description;
  const protocol = protocols[proto];
  const original = tupleOf(protocol, description);
  const zone = { id: 0, directions: BOTH_DIRECTIONS };
  const other = reply ? tupleOf(protocol, reply) : inverted(original);
  const entry = new ConntrackEntry(kernel, `nf_conn #${index + 1}`, "nf_conn", zone, [original, other]);
  entry.setMember("mark", mark);
  entry.setMember("timeout", timeout * HZ);
  entry.setMember(
    "status",
    status.reduce((bits, name) => bits | statusBits[name], statusBits.IPS_CONFIRMED),
  );
  if (proto === "IPPROTO_TCP") entry.setMember("proto.tcp.state", tcpStates[tcp_state ?? "TCP_CONNTRACK_ESTABLISHED"]);
  if (kernel.net.conntrack.insert(entry)) return;
  throw new SetupSignal("The kernel knows a connection with one of these tuples (EEXIST)", [
    "kernel",
    "conntrack",
    index,
  ]);
}
