import { sizeOf } from "../../btf/layout.ts";
import { counted } from "../../words/counted.ts";
import type { Kernel } from "../kernel.ts";
import { type Argument, type KfuncCall, labelOf } from "../kfuncs/call.ts";
import type { KfuncCheck } from "./check.ts";
import { memoryObjection } from "./passed-memory.ts";

/** BPF_MAX_VAR_SIZ (include/linux/bpf_verifier.h, v7.3). */
const LARGEST = 1n << 29n;

function sizeAfter(kernel: Kernel, call: KfuncCall, { parameter, index }: Argument): bigint {
  const size = parameter.sized ? call.args[index + 1] : undefined;
  return size ? size.value : BigInt(sizeOf(kernel.btf, parameter.pointee ?? 0));
}

function checkMemory(kernel: Kernel, call: KfuncCall, argument: Argument): void {
  const size = sizeAfter(kernel, call, argument);
  const what = `${call.prototype.name} takes ${counted(size, "byte")} of memory as ${labelOf(argument)}`;
  if (size >= LARGEST) kernel.fault("kfunc-argument", `${what}; no size reaches ${LARGEST}`);
  const objection = memoryObjection(kernel, argument.value, Number(size), { mayBeNull: argument.parameter.nullable });
  const location = kernel.memory.locate(argument.value);
  if (!objection) {
    if (location) kernel.memory.forgetPointers(location, Number(size));
    return;
  }
  const { rule = "kfunc-argument", message, origin } = objection;
  kernel.fault(rule, `${what}, but ${message}`, origin && { origin });
}

/**
 * Memory of the program, as large as the `__sz` or `__szk` parameter after it says or, without one, as its type. That a
 * `__szk` size is a constant can't be seen in a run and is left to the verifier.
 */
export const memoryArgument: KfuncCheck = {
  name: "memory-argument",
  description: "Memory that a kfunc gets lies within its bounds over the whole size, and may be written.",
  before(kernel, call) {
    for (const argument of call.args) {
      const { role, nullable } = argument.parameter;
      if (role !== "memory" || (nullable && kernel.memory.isNull(argument.value))) continue;
      checkMemory(kernel, call, argument);
    }
  },
};
