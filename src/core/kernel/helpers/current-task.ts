import type { HelperModel } from "./helper.ts";
import { memorySize } from "./memory-size.ts";

const NOT_MODELLED = ["Which process runs while the program does: it is that of the trigger, as for a test run."];

/** The process that runs (kernel/bpf/helpers.c and kernel/trace/bpf_trace.c, v7.3). It is root's. */
export const currentTask: readonly HelperModel[] = [
  {
    name: "bpf_get_current_pid_tgid",
    notModelled: NOT_MODELLED,
    call: ({ tasks }) => (BigInt(tasks.current.pid) << 32n) | BigInt(tasks.current.pid),
  },
  { name: "bpf_get_current_uid_gid", notModelled: NOT_MODELLED, call: () => 0n },
  {
    name: "bpf_get_current_comm",
    notModelled: NOT_MODELLED,
    call(kernel, args) {
      const { tasks, memory } = kernel;
      const size = memorySize(kernel, args(1));
      const bytes = new Uint8Array(size);
      bytes.set(tasks.current.bytes("comm").subarray(0, Math.max(0, size - 1)));
      memory.writeBytes(args(0), bytes);
      return 0n;
    },
  },
  {
    name: "bpf_get_current_task",
    notModelled: NOT_MODELLED,
    /** To the verifier, the address is a number. */
    call: ({ tasks, memory }) => memory.numberOf(memory.addressOf(tasks.current.walked)),
  },
  {
    name: "bpf_get_current_task_btf",
    notModelled: NOT_MODELLED,
    call: ({ tasks, memory }) => memory.addressOf(tasks.current.trusted),
  },
];
