import type { Kernel } from "../kernel.ts";
import type { KfuncCall } from "../kfuncs/call.ts";

/** What a kfunc's model returned, as the program is to get it. */
export interface KfuncResult {
  /** What goes to r0; undefined for void. */
  readonly value: bigint | undefined;
}

/** One rule about calls of kfuncs: about a flag, or about arguments of one role. Breaking it is a fault. */
export interface KfuncCheck {
  readonly name: string;
  /** What the rule demands, in one sentence. */
  readonly description: string;
  /** Before the model runs. */
  readonly before?: (kernel: Kernel, call: KfuncCall) => void;
  /** After the model returned. */
  readonly after?: (kernel: Kernel, call: KfuncCall, result: KfuncResult) => void;
}
