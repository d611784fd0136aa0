import { readBigEndian16 } from "../../bytes/integers.ts";
import type { ErrnoName } from "../../uapi/errno.ts";
import type { SkBuff, VlanTag } from "../objects/sk-buff.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { fromNetwork } from "./network-header.ts";
import { skbArgument } from "./skb.ts";

const ETH_P_8021Q = 0x8100;
const ETH_P_8021AD = 0x88a8;
const ETH_P_802_3 = 0x0001;
const ETH_P_802_2 = 0x0004;
/** Smaller numbers in the place of an EtherType are lengths (include/linux/etherdevice.h). */
const LEAST_ETHERTYPE = 0x0600;
const ADDRESSES = 12;
const ETH_HLEN = 14;
const VLAN_HLEN = 4;

const isVlan = (protocol: number) => protocol === ETH_P_8021Q || protocol === ETH_P_8021AD;

/** __vlan_insert_tag: the tag beside the packet goes into it. */
function insertTag(skb: SkBuff, { protocol, tci }: VlanTag): void {
  skb.insert(ADDRESSES, VLAN_HLEN);
  skb.copyIn(ADDRESSES, Uint8Array.of(protocol >> 8, protocol & 0xff, tci >> 8, tci & 0xff));
  skb.protocol = protocol;
}

/** vlan_set_encap_proto (include/linux/if_vlan.h, v7.3). */
function innerProtocol(protocol: number, behind: Uint8Array): number {
  if (protocol >= LEAST_ETHERTYPE) return protocol;
  return readBigEndian16(behind, 0) === 0xffff ? ETH_P_802_3 : ETH_P_802_2;
}

/** __skb_vlan_pop: the tag in the packet comes out; undefined where the packet is too short. */
function removeTag(skb: SkBuff): VlanTag | undefined {
  const { protocol } = skb;
  if (!skb.makeWritable(ETH_HLEN + VLAN_HLEN)) return undefined;
  const { bytes } = skb.linear;
  const tci = readBigEndian16(bytes, ETH_HLEN);
  skb.protocol = innerProtocol(readBigEndian16(bytes, ETH_HLEN + 2), bytes.subarray(ETH_HLEN + VLAN_HLEN));
  skb.remove(ADDRESSES, VLAN_HLEN);
  skb.headers.network = Math.max(skb.headers.network - VLAN_HLEN, ETH_HLEN);
  return { protocol, tci };
}

/** skb_vlan_pop: the outer tag goes, and one below it comes beside the packet. */
function pop(skb: SkBuff): ErrnoName | undefined {
  if (skb.vlan) skb.vlan = undefined;
  else if (isVlan(skb.protocol) && !removeTag(skb)) return "ENOMEM";
  if (!isVlan(skb.protocol)) return undefined;
  const next = removeTag(skb);
  if (!next) return "ENOMEM";
  skb.vlan = next;
  return undefined;
}

/** net/core/filter.c and net/core/skbuff.c, v7.3. */
export const skbVlan: readonly HelperModel[] = [
  {
    name: "bpf_skb_vlan_push",
    notModelled: [],
    call(kernel, args) {
      const skb = skbArgument(kernel, args(0));
      const protocol = fromNetwork(args(1));
      if (skb.vlan) insertTag(skb, skb.vlan);
      skb.vlan = { protocol: isVlan(protocol) ? protocol : ETH_P_8021Q, tci: Number(BigInt.asUintN(16, args(2))) };
      return 0n;
    },
  },
  {
    name: "bpf_skb_vlan_pop",
    notModelled: [],
    call(kernel, args) {
      return errnoResult(pop(skbArgument(kernel, args(0))));
    },
  },
];
