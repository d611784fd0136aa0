import type { ErrnoName } from "../../uapi/errno.ts";
import type { Socket } from "./socket.ts";

/** An option of a socket that is a number of 32 bits. */
export interface SocketOption {
  readonly name: string;
  readonly level: number;
  readonly number: number;
  readonly get: (socket: Socket) => number;
  /** An errno where the value is refused. */
  readonly set: (socket: Socket, value: number) => ErrnoName | undefined;
}

const SOL_SOCKET = 1;
const SOL_TCP = 6;
const TCP = 6;

/** One that a member of struct bpf_sock shows. */
const ofField = (name: string, number: number, field: string): SocketOption => ({
  name,
  level: SOL_SOCKET,
  number,
  get: ({ fields }) => fields.number(field),
  set({ fields }, value) {
    fields.set(field, value);
    return undefined;
  },
});

interface Kept {
  /** Before it is set. */
  readonly initial?: number;
  /** What is kept of a value; an errno where it is refused. */
  readonly keep: (value: number) => number | ErrnoName;
}

/** One that the socket keeps. */
const kept = (level: number, name: string, number: number, { initial = 0, keep }: Kept): SocketOption => ({
  name,
  level,
  number,
  get: ({ options }) => options.get(name) ?? initial,
  set({ options }, value) {
    const result = keep(value);
    if (typeof result === "string") return result;
    options.set(name, result);
    return undefined;
  },
});

const flag = (value: number): number => (value === 0 ? 0 : 1);
const within =
  (least: number, most: number) =>
  (value: number): number | ErrnoName =>
    value >= least && value <= most ? value : "EINVAL";

/** BPF_SOCK_OPS_ALL_CB_FLAGS (include/uapi/linux/bpf.h, v7.3). */
const ALL_CB_FLAGS = 0x7f;

const socketOptions: readonly SocketOption[] = [
  kept(SOL_SOCKET, "SO_REUSEADDR", 2, { keep: flag }),
  kept(SOL_SOCKET, "SO_KEEPALIVE", 9, { keep: flag }),
  ofField("SO_PRIORITY", 12, "priority"),
  kept(SOL_SOCKET, "SO_REUSEPORT", 15, { keep: flag }),
  ofField("SO_MARK", 36, "mark"),
];

/** Initial values are the defaults of Linux's sysctls (do_tcp_setsockopt, net/ipv4/tcp.c, v7.3). */
const tcpOptions: readonly SocketOption[] = [
  kept(SOL_TCP, "TCP_NODELAY", 1, { keep: flag }),
  kept(SOL_TCP, "TCP_KEEPIDLE", 4, { initial: 7200, keep: within(1, 32767) }),
  kept(SOL_TCP, "TCP_KEEPINTVL", 5, { initial: 75, keep: within(1, 32767) }),
  kept(SOL_TCP, "TCP_KEEPCNT", 6, { initial: 9, keep: within(1, 127) }),
  kept(SOL_TCP, "TCP_SYNCNT", 7, { initial: 6, keep: within(1, 127) }),
  kept(SOL_TCP, "TCP_USER_TIMEOUT", 18, { keep: within(0, 0x7fff_ffff) }),
  kept(SOL_TCP, "TCP_SAVE_SYN", 27, { keep: within(0, 2) }),
  kept(SOL_TCP, "TCP_BPF_SOCK_OPS_CB_FLAGS", 1008, { keep: within(0, ALL_CB_FLAGS) }),
];

/** Options that programs may get or set, but that have no model here, by level (net/core/filter.c, v7.3). */
const unmodelled: Readonly<Record<number, readonly number[]>> = {
  [SOL_SOCKET]: [7, 8, 18, 25, 47, 62, 74, 1009],
  [SOL_TCP]: [2, 10, 13, 16, 25, 28, 44, 1001, 1002, 1003, 1004],
  0: [1, 19],
  41: [67, 70, 75],
};

/** The option; what it is instead, where the kernel or the model has none. */
export function findOption(socket: Socket, level: number, number: number): SocketOption | "EINVAL" | "gap" {
  if (level === SOL_TCP && (socket.fields.number("protocol") !== TCP || socket.fields.number("type") !== 1)) {
    return "EINVAL";
  }
  const found = [...socketOptions, ...tcpOptions].find((each) => each.level === level && each.number === number);
  if (found) return found;
  return unmodelled[level]?.includes(number) ? "gap" : "EINVAL";
}
