import { BtfObject } from "./btf-object.ts";
import type { Socket } from "./socket.ts";
import { structType } from "./struct-access.ts";

const COMMON = "inet_conn.icsk_inet.sk.__sk_common";

/** Members of struct sock_common, by those of struct bpf_sock. */
const members = {
  skc_family: "family",
  skc_state: "state",
  skc_num: "src_port",
  skc_dport: "dst_port",
  skc_rcv_saddr: "src_ip4",
  skc_daddr: "dst_ip4",
} as const;

const made = new WeakMap<Socket, BtfObject>();

/** The struct tcp_sock of a socket of TCP, made when it is first asked for. */
export function tcpSock(socket: Socket): BtfObject {
  const known = made.get(socket);
  if (known) return known;
  const { kernel, fields } = socket;
  const object = new BtfObject(kernel, socket.name, structType(kernel.btf, "tcp_sock"));
  for (const [to, from] of Object.entries(members)) object.set(`${COMMON}.${to}`, fields.integer(from));
  made.set(socket, object);
  return object;
}
