import { sizeOf } from "../../btf/layout.ts";
import { FaultSignal } from "../../vm/fault-signal.ts";
import type { Region } from "../../vm/memory.ts";
import { counted } from "../../words/counted.ts";
import type { Kernel } from "../kernel.ts";
import { type Argument, type KfuncCall, labelOf } from "../kfuncs/call.ts";
import { StackPlace } from "../objects/stack-place.ts";
import type { KfuncCheck } from "./check.ts";

/** BPF_MAX_VAR_SIZ (include/linux/bpf_verifier.h, v7.3). */
const LARGEST = 1n << 29n;

function sizeAfter(kernel: Kernel, call: KfuncCall, { parameter, index }: Argument): bigint {
  const size = parameter.sized ? call.args[index + 1] : undefined;
  return size ? size.value : BigInt(sizeOf(kernel.btf, parameter.pointee ?? 0));
}

/** Objects and maps never are; a context is where it is the program's own, as a syscall program's (is_var_ctx_off_allowed, v7.3). */
const mayNotBeMemory = ({ program }: Kernel, { kind }: Region): boolean =>
  kind === "object" || kind === "map" || (kind === "context" && program.programType !== "BPF_PROG_TYPE_SYSCALL");

/** Whole and writable: the verifier asks for reading and writing alike. What was never written may still be passed. */
function checkMemory(kernel: Kernel, call: KfuncCall, argument: Argument): void {
  const size = sizeAfter(kernel, call, argument);
  const what = `${call.prototype.name} takes ${counted(size, "byte")} of memory as ${labelOf(argument)}`;
  if (size >= LARGEST) kernel.fault("kfunc-argument", `${what}; no size reaches ${LARGEST}`);
  const location = kernel.memory.locate(argument.value);
  if (location && mayNotBeMemory(kernel, location.region)) {
    kernel.fault("kfunc-argument", `${what}, but gets a pointer to ${location.region.name}`);
  }
  if (location?.region.kind === "probed") kernel.fault("out-of-bounds", `${what}, but gets ${location.region.name}`);
  const owner = location && kernel.ownerOf(new StackPlace(location.region, location.offset, Number(size)));
  if (owner) kernel.fault("kfunc-argument", `${what}, but ${owner} stands there`);
  try {
    kernel.memory.resolve(argument.value, { intent: "write", size: Number(size) });
  } catch (signal) {
    if (!(signal instanceof FaultSignal) || signal.statement.rule === "use-after-release") throw signal;
    const { message, origin } = signal.statement;
    kernel.fault("kfunc-argument", `${what}, but ${message}`, origin && { origin });
  }
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
