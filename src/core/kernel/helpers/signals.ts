import { toU32 } from "../../bytes/integers.ts";
import { LAST_SIGNAL } from "../objects/tasks.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";

const sender = (name: HelperModel["name"]): HelperModel => ({
  name,
  notModelled: ["What the signal does to the process that runs."],
  call: ({ async }, args) =>
    errnoResult(async.isInKernelThread ? "EPERM" : toU32(args(0)) > BigInt(LAST_SIGNAL) ? "EINVAL" : undefined),
});

/** bpf_send_signal_common (kernel/trace/bpf_trace.c, v7.3), for a process that can be signalled; a kernel thread can't. */
export const signals: readonly HelperModel[] = [sender("bpf_send_signal"), sender("bpf_send_signal_thread")];
