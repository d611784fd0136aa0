import { toU32 } from "../../bytes/integers.ts";
import type { Kernel, TracedCall } from "../kernel.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";

/** The call that the program runs for; a fault where it runs for none. */
function traced(kernel: Kernel, helper: string): TracedCall {
  return kernel.traced ?? kernel.fault("helper-not-allowed", `the program cannot use ${helper}: it is at no function`);
}

/** What was called with what (kernel/trace/bpf_trace.c, v7.3). At its entry a function has not returned, and a hook holds what programs before did. */
export const tracedCalls: readonly HelperModel[] = [
  {
    name: "bpf_get_func_arg",
    notModelled: [],
    call(kernel, args) {
      const value = traced(kernel, "bpf_get_func_arg").args[Number(toU32(args(1)))];
      kernel.memory.resolve(args(2), { intent: "write", size: 8 });
      if (value === undefined) return errnoResult("EINVAL");
      kernel.memory.store(args(2), 8, kernel.memory.numberOf(value));
      return 0n;
    },
  },
  {
    name: "bpf_get_func_arg_cnt",
    notModelled: [],
    call: (kernel) => BigInt(traced(kernel, "bpf_get_func_arg_cnt").args.length),
  },
  {
    name: "bpf_get_func_ret",
    notModelled: [],
    call(kernel, args) {
      const { returned } = traced(kernel, "bpf_get_func_ret");
      kernel.memory.resolve(args(1), { intent: "write", size: 8 });
      if (returned === undefined) return errnoResult("EOPNOTSUPP");
      kernel.memory.store(args(1), 8, kernel.memory.numberOf(returned));
      return 0n;
    },
  },
  {
    name: "bpf_get_func_ip",
    notModelled: ["Addresses: it is that of the function's `__ksym`."],
    call: (kernel) => traced(kernel, "bpf_get_func_ip").address ?? 0n,
  },
  {
    name: "bpf_get_attach_cookie",
    notModelled: ["Cookies that an attachment could state: a scenario's has none, so it is 0."],
    call: () => 0n,
  },
];
