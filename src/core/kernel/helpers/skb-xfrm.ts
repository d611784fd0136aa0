import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { memorySize } from "./memory-size.ts";
import { skbArgument } from "./skb.ts";

/** net/core/filter.c, v7.3: the packet of a test run came through no association. */
export const skbXfrm: readonly HelperModel[] = [
  {
    name: "bpf_skb_get_xfrm_state",
    notModelled: ["Packets that came through IPsec."],
    call(kernel, args) {
      skbArgument(kernel, args(0));
      kernel.memory.writeBytes(args(2), new Uint8Array(memorySize(kernel, args(3))));
      return errnoResult("EINVAL");
    },
  },
];
