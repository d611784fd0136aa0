/** Where headers are in an Ethernet frame, in bytes, and what says so (IEEE 802.3, RFC 791). */
const ETH_TYPE = 12;
const IP = 14;
const ETH_P_IP = 0x0800;
const protocols = { tcp: 6, udp: 17 } as const;
const IP_HEADER = 20;
/** More fragments, or an offset: the ports are elsewhere. */
const FRAGMENT = 0x3fff;
const PORTS = 4;

/** FNV-1a of 32 bits; never 0, as skb_get_hash() is not. */
function fnv(bytes: Iterable<number>): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash || 1;
}

/**
 * A number that stands for the hash of a frame's flow: of both addresses, both ports and the protocol (flow_hash_from_keys,
 * net/core/flow_dissector.c, v7.3). Undefined where there are no such ports.
 */
export function flowHash(frame: Uint8Array): number | undefined {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  if (frame.length < IP + IP_HEADER || view.getUint16(ETH_TYPE) !== ETH_P_IP) return undefined;
  const protocol = view.getUint8(IP + 9);
  const ports = IP + 4 * (view.getUint8(IP) & 0xf);
  const isKnown = protocol === protocols.tcp || protocol === protocols.udp;
  if (!isKnown || (view.getUint16(IP + 6) & FRAGMENT) !== 0 || frame.length < ports + PORTS) return undefined;
  return fnv([...frame.subarray(IP + 12, IP + IP_HEADER), ...frame.subarray(ports, ports + PORTS), protocol]);
}
