import type { ContextSocket } from "../objects/context-socket.ts";
import { ProgramBytes } from "../objects/program-bytes.ts";
import type { ContextModel } from "./context.ts";
import { eventSocket } from "./event-socket.ts";
import { type ContextMember, type MemberWidth, structContext } from "./struct-context.ts";

const STRUCT = "bpf_sock_ops";
type SockOps = Pick<ContextSocket, "context" | "socket">;

const member = (name: string, width: MemberWidth = "word"): ContextMember<SockOps> => ({
  name,
  width,
  memory: ({ context }) => context.all.subarray(context.place(name).offset),
});

/** Whether struct tcp_sock may be looked at: zeros stand in its place elsewhere. */
const hasTcpSocket = ({ context }: SockOps): boolean => context.integer("is_fullsock") !== 0n;

/** BPF_SOCK_OPS_WRITE_HDR_OPT_CB: at the events behind it the socket is not locked (include/uapi/linux/bpf.h, v7.3). */
const LAST_LOCKED = 15n;

function refusalOf(event: SockOps): ContextSocket["refusal"] {
  if (event.context.integer("op") > LAST_LOCKED) return "EOPNOTSUPP";
  return hasTcpSocket(event) ? undefined : "EINVAL";
}

/** A member that is one of struct tcp_sock. */
const ofTcpSocket = (name: string, width: MemberWidth = "word"): ContextMember<SockOps> => ({
  name,
  width,
  read: (event) => (hasTcpSocket(event) ? event.context.integer(name) : 0n),
  write(event, value) {
    if (hasTcpSocket(event)) event.context.set(name, value);
  },
});

const tcpNames = [
  ...["snd_cwnd", "srtt_us", "bpf_sock_ops_cb_flags", "rtt_min", "snd_ssthresh", "rcv_nxt", "snd_nxt", "snd_una"],
  ...["mss_cache", "ecn_flags", "rate_delivered", "rate_interval_us", "packets_out", "retrans_out", "total_retrans"],
  ...["segs_in", "data_segs_in", "segs_out", "data_segs_out", "lost_out", "sacked_out", "sk_txhash"],
];

/** sock_ops_is_valid_access and sock_ops_convert_ctx_access (net/core/filter.c, v7.3). */
const members: readonly ContextMember<SockOps>[] = [
  member("op"),
  member("reply"),
  member("args"),
  ...["family", "remote_ip4", "local_ip4", "remote_ip6", "local_ip6"].map((name) => member(name)),
  ...["remote_port", "local_port", "is_fullsock", "state"].map((name) => member(name)),
  ...tcpNames.map((name) => ofTcpSocket(name)),
  ofTcpSocket("bytes_received", "double"),
  ofTcpSocket("bytes_acked", "double"),
  {
    name: "sk",
    width: "double",
    nullable: true,
    read: (event, { memory }) => (hasTcpSocket(event) ? memory.addressOf(event.socket.region, 0) : 0n),
  },
  { name: "skb_data", width: "double", read: () => 0n },
  { name: "skb_data_end", width: "double", read: () => 0n },
  { name: "skb_len", width: "word", read: () => 0n },
  { name: "skb_tcp_flags", width: "first", read: () => 0n },
  { name: "skb_hwtstamp", width: "double", read: () => 0n },
];

const rights = { hidden: new Set<string>(), writable: new Set(["reply", "sk_txhash"]) };

/** An event of a TCP connection of the cgroup. */
export const sockOps: ContextModel = {
  programType: "BPF_PROG_TYPE_SOCK_OPS",
  packet: "none",
  struct: STRUCT,
  returnRange: () => ({ least: 0, most: 1 }),
  notModelled: [
    "The connection: what TCP does with `reply`.",
    "The segment of the event: `skb_data` and the other members about it are 0.",
  ],
  enter(kernel, { bytes }) {
    const context = new ProgramBytes(kernel.btf, STRUCT, bytes ?? new Uint8Array(0));
    const event = { context, socket: eventSocket(kernel, context, context.integer("state")) };
    const region = structContext(kernel, STRUCT, members, rights, event);
    kernel.contextSocket = { ...event, region, refusal: refusalOf(event) };
    return { region, after: () => context.all };
  },
};
