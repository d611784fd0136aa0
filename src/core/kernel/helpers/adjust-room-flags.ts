import type { ErrnoName } from "../../uapi/errno.ts";
import type { SkBuff } from "../objects/sk-buff.ts";
import { ETH_P_IP, ETH_P_IPV6, networkHeaderLength } from "./network-header.ts";

const bit = (number: number) => 1n << BigInt(number);
/** BPF_ADJ_ROOM_ENCAP_L2_SHIFT: the highest byte is the length of an inner header of the link layer. */
const L2_SHIFT = 56n;

const encapsulation = { L3_IPV4: bit(1), L3_IPV6: bit(2), L4_GRE: bit(3), L4_UDP: bit(4), L2_ETH: bit(6) };
const removal = {
  L3_IPV4: bit(7),
  L3_IPV6: bit(8),
  L4_GRE: bit(9),
  L4_UDP: bit(10),
  IPXIP4: bit(11),
  IPXIP6: bit(12),
};
const all = (flags: Readonly<Record<string, bigint>>) => Object.values(flags).reduce((sum, flag) => sum | flag, 0n);
const FIXED_GSO = bit(0);
const NO_CSUM_RESET = bit(5);
const DECAP = all(removal);

/** Flags of bpf_skb_adjust_room (enum of include/uapi/linux/bpf.h, v7.3). */
export const roomFlags = {
  FIXED_GSO,
  NO_CSUM_RESET,
  DECAP,
  DECAP_L3_IPV4: removal.L3_IPV4,
  DECAP_L3_IPV6: removal.L3_IPV6,
  DECAP_L4: removal.L4_UDP | removal.L4_GRE,
  DECAP_IPXIP: removal.IPXIP4 | removal.IPXIP6,
  ALL: FIXED_GSO | NO_CSUM_RESET | DECAP | all(encapsulation) | (0xffn << L2_SHIFT),
} as const;

const both = (flags: bigint, one: bigint, other: bigint) => (flags & one) !== 0n && (flags & other) !== 0n;

/** What is taken away with each flag at the least, in bytes beside the outer network header. */
const leastRemoved: readonly (readonly [bigint, number])[] = [
  [removal.L4_UDP, 8],
  [removal.L4_GRE, 4],
  [removal.IPXIP4, 20],
  [removal.IPXIP6, 40],
];

/** Whether flags of decapsulation go together, and enough is taken away for them (bpf_skb_adjust_room, v7.3). */
export function isAllowedRemoval({ protocol }: SkBuff, length: number, flags: bigint): boolean {
  if (both(flags, removal.L3_IPV4, removal.L3_IPV6)) return false;
  if (both(flags, removal.L4_UDP, removal.L4_GRE)) return false;
  if (both(flags, removal.IPXIP4, removal.IPXIP6)) return false;
  if (both(flags, roomFlags.DECAP_L4, roomFlags.DECAP_IPXIP)) return false;
  const outer = (flags & roomFlags.DECAP_L4) !== 0n ? (networkHeaderLength(protocol) ?? 0) : 0;
  const inner = leastRemoved.reduce((sum, [flag, bytes]) => sum + ((flags & flag) !== 0n ? bytes : 0), 0);
  return length >= outer + inner;
}

/** What must be left from the network header on. */
export function leastNetworkLength({ protocol }: SkBuff, flags: bigint): number {
  if ((flags & removal.L3_IPV6) !== 0n) return networkHeaderLength(ETH_P_IPV6) ?? 0;
  if ((flags & removal.L3_IPV4) !== 0n) return networkHeaderLength(ETH_P_IP) ?? 0;
  return networkHeaderLength(protocol) ?? 0;
}

function whyNotEncapsulated({ fields }: SkBuff, length: number, flags: bigint): ErrnoName | undefined {
  const innerMac = Number(flags >> L2_SHIFT);
  if (both(flags, encapsulation.L3_IPV4, encapsulation.L3_IPV6)) return "EINVAL";
  if (both(flags, encapsulation.L4_GRE, encapsulation.L4_UDP)) return "EINVAL";
  if ((flags & encapsulation.L2_ETH) !== 0n && innerMac < 14) return "EINVAL";
  if (fields.isEncapsulated) return "EALREADY";
  return innerMac > length ? "EINVAL" : undefined;
}

/** What flags of encapsulation do to a packet once it has the room; nothing without one of layer 3. */
export function encapsulate(skb: SkBuff, length: number, flags: bigint): ErrnoName | (() => void) {
  if ((flags & (encapsulation.L3_IPV4 | encapsulation.L3_IPV6)) === 0n) return () => undefined;
  const refused = whyNotEncapsulated(skb, length, flags);
  if (refused) return refused;
  const outer = (flags & encapsulation.L3_IPV6) !== 0n ? ETH_P_IPV6 : ETH_P_IP;
  return () => {
    skb.fields.isEncapsulated = true;
    if ((flags & (encapsulation.L4_GRE | encapsulation.L4_UDP)) !== 0n) {
      skb.headers.transport = skb.networkOffset + (networkHeaderLength(outer) ?? 0);
    }
    skb.protocol = outer;
  };
}
