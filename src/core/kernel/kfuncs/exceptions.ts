import { UnwindSignal } from "../../vm/unwind-signal.ts";
import { checkNothingHeld } from "../checks/exit.ts";
import type { KfuncModel } from "./model.ts";

/**
 * kernel/bpf/helpers.c, v7.3: the program's functions are left for its exception callback, or for its end. Nothing may be held
 * then, and callbacks can't throw (process_bpf_exit_full and check_max_stack_depth_subprog, kernel/bpf/verifier.c).
 */
export const bpf_throw: KfuncModel<"bpf_throw"> = {
  name: "bpf_throw",
  notModelled: [],
  call(kernel, { cookie }) {
    if (kernel.machine?.isInCallback) kernel.fault("throw", "bpf_throw is called in a callback");
    checkNothingHeld(kernel, "bpf_throw is called", kernel.programDepth);
    throw new UnwindSignal(cookie);
  },
};

/** clang's mark of code that can't be reached; on a path that can, the verifier refuses it (check_kfunc_call, kernel/bpf/verifier.c, v7.3). */
export const __bpf_trap: KfuncModel<"__bpf_trap"> = {
  name: "__bpf_trap",
  notModelled: [],
  call: (kernel) =>
    kernel.fault("trap", "the program gets to __bpf_trap, which stands where the compiler takes code for unreachable"),
};
