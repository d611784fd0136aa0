import { toU32 } from "../../bytes/integers.ts";
import type { SkBuff } from "../objects/sk-buff.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { skbArgument } from "./skb.ts";

/** SKB_MAX_ALLOC: SKB_MAX_ORDER(0, 2), what four pages hold beside struct skb_shared_info (include/linux/skbuff.h, v7.3). */
export const LARGEST_SKB = 4 * 4096 - 320;
const S32_MAX = 0x7fff_ffff;

/** __bpf_skb_min_len: what stands before the innermost header that is known. */
const leastLength = ({ headers }: SkBuff): number =>
  headers.transport !== undefined && headers.transport > 0 ? headers.transport : Math.max(headers.network, 0);

/** bpf_skb_change_tail and bpf_skb_change_head (net/core/filter.c, v7.3): the packet is one linear part afterwards, or was before. */
export const skbSize: readonly HelperModel[] = [
  {
    name: "bpf_skb_change_tail",
    notModelled: ["Packets of several segments (GSO)."],
    call(kernel, args) {
      const skb = skbArgument(kernel, args(0));
      const length = Number(toU32(args(1)));
      if (args(2) !== 0n || length > LARGEST_SKB || length < leastLength(skb)) return errnoResult("EINVAL");
      if (skb.fields.isEncapsulated) return errnoResult("ENOTSUPP");
      const bytes = skb.copyOut(0, skb.length) ?? new Uint8Array(0);
      const resized = new Uint8Array(length);
      resized.set(bytes.subarray(0, length));
      skb.replace(resized);
      return 0n;
    },
  },
  {
    name: "bpf_skb_change_head",
    notModelled: ["Packets of several segments (GSO), and fragments: they come into the linear part here."],
    call(kernel, args) {
      const skb = skbArgument(kernel, args(0));
      const room = Number(toU32(args(1)));
      if (args(2) !== 0n || room > S32_MAX || skb.length + room > LARGEST_SKB) return errnoResult("EINVAL");
      const bytes = skb.copyOut(0, skb.length) ?? new Uint8Array(0);
      const resized = new Uint8Array(room + bytes.length);
      resized.set(bytes, room);
      skb.replace(resized);
      skb.headers.mac = 0;
      skb.headers.network += room;
      return 0n;
    },
  },
];
