import { toU32 } from "../../bytes/integers.ts";
import { callbackArgument } from "./callback-argument.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";

/** BPF_MAX_LOOPS (include/linux/bpf.h, v7.3). */
const MOST_LOOPS = 8 * 1024 * 1024;

/**
 * bpf_loop (kernel/bpf/bpf_iter.c, v7.3): how many times the callback was called. Without flags the verifier puts
 * instructions in its place (inline_bpf_loop, kernel/bpf/verifier.c), which give -E2BIG in 32 bits only.
 */
export const loop: readonly HelperModel[] = [
  {
    name: "bpf_loop",
    notModelled: [],
    call(kernel, args) {
      const count = Number(toU32(args(0)));
      const callback = callbackArgument(kernel, args(1), "R2");
      const context = args(2);
      if (args(3) !== 0n) return errnoResult("EINVAL");
      if (count > MOST_LOOPS) return toU32(errnoResult("E2BIG"));
      for (let index = 0; index < count; index++) {
        if (callback(BigInt(index), context) !== 0n) return BigInt(index + 1);
      }
      return BigInt(count);
    },
  },
];
