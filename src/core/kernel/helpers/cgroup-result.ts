import { toS32, toU64 } from "../../bytes/integers.ts";
import type { HelperModel } from "./helper.ts";

const notModelled = ["Further programs of the cgroup, which see what this one has set."];

/** What the system call returns for the program (kernel/bpf/cgroup.c, v7.3). */
export const cgroupResult: readonly HelperModel[] = [
  {
    name: "bpf_get_retval",
    notModelled,
    call: ({ cgroupResult: result }) => toU64(BigInt(result)),
  },
  {
    name: "bpf_set_retval",
    notModelled,
    call(kernel, args) {
      kernel.cgroupResult = Number(toS32(args(0)));
      return 0n;
    },
  },
];
