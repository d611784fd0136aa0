import type { LinkedProgram } from "../object/linked-object.ts";
import { shapeFault } from "../vm/analysis/program-shape.ts";
import type { Fault } from "../vm/fault.ts";

/** Types whose functions may have a stack each. */
const privateStacks: ReadonlySet<string> = new Set([
  "BPF_PROG_TYPE_KPROBE",
  "BPF_PROG_TYPE_TRACEPOINT",
  "BPF_PROG_TYPE_PERF_EVENT",
  "BPF_PROG_TYPE_RAW_TRACEPOINT",
  "BPF_PROG_TYPE_TRACING",
  "BPF_PROG_TYPE_LSM",
  "BPF_PROG_TYPE_STRUCT_OPS",
]);

/**
 * Why a program is refused for what it is made of. Those whose functions have stacks of their own are only looked at as they run
 * (bpf_enable_priv_stack, v7.3).
 */
export function loadFault(program: LinkedProgram): Fault | undefined {
  const [first] = program.refused;
  if (first) {
    const message = `${first.reason}; Linux refuses programs with such an instruction, reached or not`;
    return { rule: "invalid-instruction", message, slot: first.slot };
  }
  const fault = shapeFault(program);
  return fault?.rule === "stack-size" && privateStacks.has(program.programType) ? undefined : fault;
}
