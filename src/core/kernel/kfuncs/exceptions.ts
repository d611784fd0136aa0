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
