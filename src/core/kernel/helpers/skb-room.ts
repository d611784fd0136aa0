import { toS32, toU32 } from "../../bytes/integers.ts";
import type { ErrnoName } from "../../uapi/errno.ts";
import type { SkBuff } from "../objects/sk-buff.ts";
import { encapsulate, isAllowedRemoval, leastNetworkLength, roomFlags } from "./adjust-room-flags.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { networkHeaderLength } from "./network-header.ts";
import { skbArgument } from "./skb.ts";
import { LARGEST_SKB } from "./skb-size.ts";

const MOST_DIFFERENCE = 0xfff;
/** enum bpf_adj_room_mode: behind the network header, or before it. */
const modes = { NET: 0n, MAC: 1n } as const;

/** Where room is made, from the start of data; undefined for a mode that is none. */
function placeOf({ macLength, protocol }: SkBuff, mode: bigint): number | undefined {
  if (mode === modes.MAC) return macLength;
  return mode === modes.NET ? macLength + (networkHeaderLength(protocol) ?? 0) : undefined;
}

/** bpf_skb_net_grow: headers before the new room move to the front; the network header stays where it was among them. */
function grow(skb: SkBuff, place: number, length: number, flags: bigint): ErrnoName | undefined {
  if (skb.isGso) return "ENOTSUPP";
  const apply = encapsulate(skb, length, flags);
  if (typeof apply === "string") return apply;
  skb.insert(place, length);
  apply();
  return undefined;
}

/** bpf_skb_net_shrink. */
function shrink(skb: SkBuff, place: number, length: number, flags: bigint): ErrnoName | undefined {
  if ((flags & ~(roomFlags.DECAP | roomFlags.FIXED_GSO | roomFlags.NO_CSUM_RESET)) !== 0n) return "EINVAL";
  if (skb.isGso) return "ENOTSUPP";
  if (!skb.remove(place, length)) return "ENOMEM";
  if ((flags & roomFlags.DECAP_L3_IPV6) !== 0n) skb.protocol = 0x86dd;
  else if ((flags & roomFlags.DECAP_L3_IPV4) !== 0n) skb.protocol = 0x0800;
  if ((flags & (roomFlags.DECAP_L4 | roomFlags.DECAP_IPXIP)) !== 0n) skb.fields.isEncapsulated = false;
  return undefined;
}

function adjustRoom(skb: SkBuff, difference: number, mode: bigint, flags: bigint): ErrnoName | undefined {
  const length = Math.abs(difference);
  const isShrunk = difference < 0;
  if ((flags & ~roomFlags.ALL) !== 0n) return "EINVAL";
  if (length > MOST_DIFFERENCE) return "EFAULT";
  const place = networkHeaderLength(skb.protocol) === undefined ? undefined : placeOf(skb, mode);
  if (place === undefined) return "ENOTSUPP";
  if ((flags & roomFlags.DECAP) !== 0n && !(isShrunk && isAllowedRemoval(skb, length, flags))) return "EINVAL";
  const current = skb.length - skb.networkOffset;
  const least = leastNetworkLength(skb, flags);
  if (isShrunk && (length >= current || current - length < least)) return "ENOTSUPP";
  if (!isShrunk && skb.length + length > LARGEST_SKB && !skb.isGso) return "ENOTSUPP";
  const refused = isShrunk ? shrink(skb, place, length, flags) : grow(skb, place, length, flags);
  if (!refused && (flags & roomFlags.NO_CSUM_RESET) === 0n) skb.fields.checksumLevel = undefined;
  return refused;
}

/** sk_skb_adjust_room: room at the start of the message. */
function adjustMessage(skb: SkBuff, difference: number, mode: bigint, flags: bigint): ErrnoName | undefined {
  const length = Math.abs(difference);
  if (flags !== 0n || mode !== 0n) return "EINVAL";
  if (length > MOST_DIFFERENCE) return "EFAULT";
  if (difference >= 0) skb.insert(0, length);
  else if (!skb.remove(0, length)) return "ENOMEM";
  return undefined;
}

/** net/core/filter.c, v7.3. */
export const skbRoom: readonly HelperModel[] = [
  {
    name: "bpf_skb_adjust_room",
    notModelled: ["Packets of several segments (GSO) that are TCP's or UDP's: no test run has one."],
    call(kernel, args) {
      const skb = skbArgument(kernel, args(0));
      const isMessage = kernel.program.programType === "BPF_PROG_TYPE_SK_SKB";
      const adjust = isMessage ? adjustMessage : adjustRoom;
      return errnoResult(adjust(skb, Number(toS32(args(1))), toU32(args(2)), args(3)));
    },
  },
];
