import type { Socket } from "./socket.ts";

/** Two ends as a packet has them; network byte order, ports as numbers. */
export interface SocketTuple {
  readonly protocol: number;
  readonly source: Uint8Array;
  readonly sourcePort: number;
  readonly destination: Uint8Array;
  readonly destinationPort: number;
}

const equal = (left: Uint8Array, right: Uint8Array) => left.every((byte, index) => byte === right[index]);
const isAny = (address: Uint8Array) => address.every((byte) => byte === 0);

/** A port of a struct bpf_sock that stands there in network byte order. */
const peerPort = ({ fields }: Socket): number => {
  const bytes = fields.bytes("dst_port");
  return ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
};

/** How well a socket fits (compute_score of net/ipv4, v7.3): undefined for one that is not for the packet. */
function score(socket: Socket, tuple: SocketTuple): number | undefined {
  const { fields } = socket;
  const [own, peer] = [fields.bytes("src_ip4"), fields.bytes("dst_ip4")];
  const isConnected = !isAny(peer);
  if (fields.number("protocol") !== tuple.protocol || fields.number("src_port") !== tuple.destinationPort) return;
  if (!isAny(own) && !equal(own, tuple.destination)) return;
  if (isConnected && !(equal(peer, tuple.source) && peerPort(socket) === tuple.sourcePort)) return;
  return (isConnected ? 2 : 0) + (isAny(own) ? 0 : 1);
}

/** The sockets of IPv4 in a network namespace that packets can be for. */
export class SocketTable {
  readonly #sockets: Socket[] = [];

  add(socket: Socket): void {
    this.#sockets.push(socket);
  }

  /** A connected socket is found before one with the address, and that before one with any. */
  lookup(tuple: SocketTuple): Socket | undefined {
    let best: { readonly socket: Socket; readonly fit: number } | undefined;
    for (const socket of this.#sockets) {
      const fit = score(socket, tuple);
      if (fit !== undefined && fit > (best?.fit ?? -1)) best = { socket, fit };
    }
    return best?.socket;
  }
}
