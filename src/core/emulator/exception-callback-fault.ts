import type { Btf } from "../btf/btf.ts";
import { functionTarget } from "../isa/control-flow.ts";
import { describeInstruction } from "../isa/describe.ts";
import { prototypeAt } from "../kernel/contexts/function-arguments.ts";
import { calledKfuncs } from "../kernel/kfuncs/called-kfuncs.ts";
import type { LinkedProgram } from "../object/linked-object.ts";
import type { Fault } from "../vm/fault.ts";
import { codeBehind } from "./code-behind.ts";

type Callback = LinkedProgram["functions"][number];

/** What is wrong with a callback, and at which instruction. */
type CallbackRule = (
  program: LinkedProgram,
  callback: Callback,
  types: { readonly object: Btf; readonly kernel: Btf },
) => Pick<Fault, "message" | "slot"> | undefined;

/** check_max_stack_depth and the calls before it: functions of the program leave it alone. */
const isNotCalled: CallbackRule = ({ instructions }, { name, start }) => {
  const call = instructions.find((each) => {
    const operation = describeInstruction(each);
    return operation.kind === "call" && functionTarget(operation, each) === start;
  });
  return call && { message: `${name} is called for exceptions alone`, slot: call.slot };
};

const numbers: ReadonlySet<string> = new Set(["int", "enum"]);

/** do_check_common: what it takes and returns. Nothing is known of a function without types. */
const takesCookie: CallbackRule = (_program, { name, start, type }, { object }) => {
  const prototype = prototypeAt(object, type);
  if (!prototype) return undefined;
  const isNumber = (id: number) => numbers.has(object.resolved(id).kind);
  if (!isNumber(prototype.returns))
    return { message: `${name} is called for exceptions and returns no number`, slot: start };
  const [only] = prototype.params;
  if (prototype.params.length === 1 && only && isNumber(only.type)) return undefined;
  return { message: `${name} is called for exceptions, with one number`, slot: start };
};

const catchesAll: CallbackRule = (program, { name, start }, { kernel }) => {
  const code = codeBehind(program, start).map(({ instruction }) => instruction);
  if (!calledKfuncs(kernel, code).includes("bpf_throw")) return undefined;
  return { message: `${name} is called for exceptions and throws one itself`, slot: start };
};

const rules: readonly CallbackRule[] = [isNotCalled, takesCookie, catchesAll];

/**
 * What a program is refused for because of the function that its exceptions end in (bpf_find_exception_callback_insn_off and
 * do_check_common, kernel/bpf/verifier.c, v7.3).
 */
export function exceptionCallbackFault(
  program: LinkedProgram,
  types: { readonly object: Btf; readonly kernel: Btf },
): Fault | undefined {
  const { exceptionCallback: start } = program;
  if (start === "several") {
    return { rule: "throw", message: `${program.name} names more than one exception callback`, slot: 0 };
  }
  const callback = program.functions.find((each) => each.start === start);
  if (!callback) return undefined;
  for (const rule of rules) {
    const wrong = rule(program, callback, types);
    if (wrong) return { rule: "throw", ...wrong };
  }
  return undefined;
}
