import type { Kernel } from "../kernel/kernel.ts";
import { Socket } from "../kernel/objects/socket.ts";
import type { SocketDescription } from "../spec/kernel-state-spec.ts";
import { ipv4Bytes } from "./packet/layers.ts";
import { SetupSignal } from "./setup-problem.ts";

/** include/linux/net.h, IANA, and include/net/tcp_states.h. */
const types = { SOCK_STREAM: 1, SOCK_DGRAM: 2 } as const;
const protocols = { SOCK_STREAM: 6, SOCK_DGRAM: 17 } as const;
const states = { ESTABLISHED: 1, CLOSE: 7, LISTEN: 10 } as const;
const AF_INET = 2;

interface End {
  readonly address: string;
  readonly port: number;
}

function addEnd(
  kernel: Kernel,
  type: SocketDescription["type"],
  own: End,
  peer: End | undefined,
  state: number,
): Socket {
  const socket = new Socket(kernel, `socket ${own.address}:${own.port}`);
  const { fields } = socket;
  fields.set("family", AF_INET);
  fields.set("type", types[type]);
  fields.set("protocol", protocols[type]);
  fields.set("state", state);
  fields.set("src_port", own.port);
  fields.setBytes("src_ip4", ipv4Bytes(own.address));
  if (peer) {
    fields.setBytes("dst_ip4", ipv4Bytes(peer.address));
    fields.setBytes("dst_port", Uint8Array.of(peer.port >> 8, peer.port & 0xff));
  }
  kernel.net.sockets.add(socket);
  return socket;
}

/** Both addresses of a connection of TCP stand where those of IPv6 do, too (sk_rcv_saddr_set, include/net/inet_sock.h, v7.3). */
function addConnected(kernel: Kernel, own: End, peer: End): void {
  const { fields } = addEnd(kernel, "SOCK_STREAM", own, peer, states.ESTABLISHED);
  for (const name of ["src", "dst"]) {
    const mapped = new Uint8Array(16);
    mapped.set([0xff, 0xff], 10);
    mapped.set(fields.bytes(`${name}_ip4`), 12);
    fields.setBytes(`${name}_ip6`, mapped);
  }
}

function connect(kernel: Kernel, own: End, peer: End, index: number): void {
  const listener = kernel.net.sockets.lookup({
    protocol: protocols.SOCK_STREAM,
    source: ipv4Bytes(own.address),
    sourcePort: own.port,
    destination: ipv4Bytes(peer.address),
    destinationPort: peer.port,
  });
  if (listener?.fields.number("state") !== states.LISTEN) {
    const message = `No socket before it listens at ${peer.address}:${peer.port} (ECONNREFUSED)`;
    throw new SetupSignal(message, ["kernel", "sockets", index, "peer"]);
  }
  addConnected(kernel, own, peer);
  addConnected(kernel, peer, own);
}

/** A socket as a scenario describes it. A connection has another one at its other end, which nobody has accepted. */
export function addSocket(kernel: Kernel, { type, address, port, peer }: SocketDescription, index: number): void {
  const own = { address, port };
  if (type === "SOCK_DGRAM") addEnd(kernel, type, own, peer, peer ? states.ESTABLISHED : states.CLOSE);
  else if (peer) connect(kernel, own, peer, index);
  else addEnd(kernel, type, own, undefined, states.LISTEN);
}
