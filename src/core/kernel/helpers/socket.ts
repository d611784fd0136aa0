import type { Socket, SocketView } from "../objects/socket.ts";
import { tcpSock } from "../objects/tcp-sock.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { skbArgument } from "./skb.ts";
import { socketArgument } from "./socket-argument.ts";

const TCP_LISTEN = 10;
const TCP = 6;
const SOCK_STREAM = 1;

const isTcp = ({ fields }: Socket) => fields.number("protocol") === TCP && fields.number("type") === SOCK_STREAM;

/** Another pointer to the socket in R1, or NULL where it is not of the kind. */
const deriving = (name: HelperModel["name"], view: SocketView, fits: (socket: Socket) => boolean): HelperModel => ({
  name,
  notModelled: [],
  call(kernel, args) {
    const socket = socketArgument(kernel, args(0));
    const from = kernel.memory.locate(args(0))?.region;
    return from && fits(socket) ? kernel.sockets.derive(kernel, from, view) : 0n;
  },
});

/** A cast to a struct that no socket here has: every one is of IPv4 and a whole one. */
const otherKind = (name: HelperModel["name"]): HelperModel => ({
  name,
  notModelled: ["Sockets of another kind than those of TCP and UDP over IPv4."],
  call(kernel, args) {
    socketArgument(kernel, args(0));
    return 0n;
  },
});

const skcToTcpSock: HelperModel = {
  name: "bpf_skc_to_tcp_sock",
  notModelled: ["Members of struct tcp_sock beside those of its sock_common: they are 0."],
  call(kernel, args) {
    const socket = socketArgument(kernel, args(0));
    const from = kernel.memory.locate(args(0))?.region;
    return from && isTcp(socket) ? kernel.sockets.deriveObject(kernel, from, tcpSock(socket)) : 0n;
  },
};

/** A test run is never at the ingress of a device (skb_at_tc_ingress). */
const assign: HelperModel = {
  name: "bpf_sk_assign",
  notModelled: ["Programs at the ingress of a device, and those of socket look-ups: the latter are a gap."],
  call(kernel, args) {
    const { programType } = kernel.program;
    if (programType === "BPF_PROG_TYPE_SK_LOOKUP") {
      kernel.fault("helper-not-modelled", "bpf_sk_assign has no model in look-ups of sockets");
    }
    skbArgument(kernel, args(0));
    socketArgument(kernel, args(1), "R2");
    return errnoResult(args(2) === 0n ? "EOPNOTSUPP" : "EINVAL");
  },
};

/** net/core/filter.c, v7.3. */
export const socket: readonly HelperModel[] = [
  deriving("bpf_sk_fullsock", "sock", () => true),
  deriving("bpf_tcp_sock", "tcp_sock", isTcp),
  deriving("bpf_get_listener_sock", "sock", ({ fields }) => fields.number("state") === TCP_LISTEN),
  skcToTcpSock,
  otherKind("bpf_skc_to_tcp6_sock"),
  otherKind("bpf_skc_to_tcp_timewait_sock"),
  otherKind("bpf_skc_to_tcp_request_sock"),
  otherKind("bpf_skc_to_udp6_sock"),
  otherKind("bpf_skc_to_unix_sock"),
  otherKind("bpf_skc_to_mptcp_sock"),
  assign,
];
