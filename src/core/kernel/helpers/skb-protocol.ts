import type { ErrnoName } from "../../uapi/errno.ts";
import type { SkBuff } from "../objects/sk-buff.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { ETH_P_IP, ETH_P_IPV6, fromNetwork } from "./network-header.ts";
import { invalidateHash, skbArgument } from "./skb.ts";

/** What struct ipv6hdr is longer than struct iphdr. */
const DIFFERENCE = 20;

/** bpf_skb_proto_xlat: the packet gets room for the other header, whose contents are the program's to write. */
function translate(skb: SkBuff, protocol: number): ErrnoName | undefined {
  if (skb.protocol === ETH_P_IP && protocol === ETH_P_IPV6) skb.insert(skb.macLength, DIFFERENCE);
  else if (skb.protocol !== ETH_P_IPV6 || protocol !== ETH_P_IP) return "ENOTSUPP";
  else if (!skb.remove(skb.macLength, DIFFERENCE)) return "ENOMEM";
  skb.protocol = protocol;
  invalidateHash(skb);
  return undefined;
}

/** net/core/filter.c, v7.3. */
export const skbProtocol: readonly HelperModel[] = [
  {
    name: "bpf_skb_change_proto",
    notModelled: [],
    call(kernel, args) {
      const skb = skbArgument(kernel, args(0));
      if (args(2) !== 0n) return errnoResult("EINVAL");
      return errnoResult(translate(skb, fromNetwork(args(1))));
    },
  },
];
