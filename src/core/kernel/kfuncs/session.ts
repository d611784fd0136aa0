import type { Kernel } from "../kernel.ts";
import type { KfuncModel } from "./model.ts";

/** Programs of no session may not call these kfuncs, so there is one. */
const sessionOf = (kernel: Kernel) =>
  kernel.session ?? kernel.fault("kfunc-not-modelled", "the emulator runs no session of this program");

/** kernel/trace/bpf_trace.c, v7.3. */
export const bpf_session_is_return: KfuncModel<"bpf_session_is_return"> = {
  name: "bpf_session_is_return",
  notModelled: [],
  call: (kernel) => (sessionOf(kernel).isReturn ? 1 : 0),
};

/** kernel/trace/bpf_trace.c, v7.3. */
export const bpf_session_cookie: KfuncModel<"bpf_session_cookie"> = {
  name: "bpf_session_cookie",
  notModelled: ["What the kernel left in the cookie of a kprobe before the program wrote to it: here, zeros."],
  call: (kernel) => ({ region: sessionOf(kernel).cookie }),
};
