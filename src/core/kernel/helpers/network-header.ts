export const ETH_P_IP = 0x0800;
export const ETH_P_IPV6 = 0x86dd;

/** Bytes of struct iphdr and ipv6hdr, by EtherType; undefined for other protocols. */
export function networkHeaderLength(protocol: number): number | undefined {
  if (protocol === ETH_P_IP) return 20;
  return protocol === ETH_P_IPV6 ? 40 : undefined;
}

/** A number of 16 bits in network byte order, as an argument has it on a little-endian machine. */
export const fromNetwork = (value: bigint): number => {
  const low = Number(BigInt.asUintN(16, value));
  return ((low & 0xff) << 8) | (low >> 8);
};
