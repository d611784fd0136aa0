import type { Kernel } from "../kernel.ts";
import type { KfuncSignatures } from "./signatures.ts";

/** How a kfunc behaves, by the kernel's source. Its arguments have passed every check on its prototype and flags. */
export interface KfuncModel<Name extends keyof KfuncSignatures = keyof KfuncSignatures> {
  readonly name: Name;
  /** What the kernel does and the model leaves out; sentences that the page shows. */
  readonly notModelled: readonly string[];
  call(kernel: Kernel, args: KfuncSignatures[Name]["args"]): KfuncSignatures[Name]["returns"];
}
