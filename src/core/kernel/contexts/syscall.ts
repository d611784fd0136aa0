import { counted } from "../../words/counted.ts";
import type { ContextModel } from "./context.ts";
import { RefusedInput } from "./context.ts";

/** U16_MAX: the largest `ctx_in` of a test run. */
const LARGEST = 0xffff;

/**
 * bpf_prog_test_run_syscall (net/bpf/test_run.c, v7.3): the context is memory of the program's own making, copied in and
 * back. Programs may load and store any bytes of it, aligned or not (syscall_prog_is_valid_access, kernel/bpf/syscall.c; up to
 * v7.0 aligned only); without a context they are handed NULL.
 */
export const syscall: ContextModel = {
  programType: "BPF_PROG_TYPE_SYSCALL",
  packet: "none",
  notModelled: ["bpf_sys_bpf and the other system calls of such programs."],
  enter(kernel, { bytes }) {
    if (!bytes) return {};
    if (bytes.length > LARGEST)
      throw new RefusedInput(`A context of ${counted(bytes.length, "byte")} is too large`, ["context"]);
    const region = kernel.memory.allocate({ kind: "context", name: "ctx", bytes: bytes.slice() });
    return { region, after: () => region.bytes.slice() };
  },
};
