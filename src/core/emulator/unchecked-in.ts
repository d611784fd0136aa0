import type { Btf } from "../btf/btf.ts";
import { CALL, callTargets } from "../isa/encoding.ts";
import type { Instruction } from "../isa/instruction.ts";
import { registerBit } from "../isa/register-use.ts";
import { functionParameters, pointeeOf } from "../kernel/functions/parameters.ts";
import { helperName } from "../kernel/helpers/call-helper.ts";
import { mayReturnNull } from "../kernel/helpers/null-results.ts";
import type { LinkedProgram } from "../object/linked-object.ts";
import { type UncheckedPointers, uncheckedPointers } from "../vm/analysis/unchecked-pointers.ts";
import type { KernelFacts } from "./kernel-facts.ts";

type CalledFacts = Pick<KernelFacts, "btf" | "kfuncs">;

/** Whether a kfunc with KF_RET_NULL, or a helper like it, is called. */
function resultMayBeNull({ opcode, src, imm }: Instruction, { btf, kfuncs }: CalledFacts): boolean {
  if (opcode !== CALL) return false;
  if (src === callTargets.helper) return mayReturnNull.has(helperName(btf, imm) ?? "");
  if (src !== callTargets.kfunc) return false;
  const called = btf.type(imm);
  return called.kind === "func" && (kfuncs.get(called.name)?.flags.includes("KF_RET_NULL") ?? false);
}

/** What is done with pointers that may be NULL before they were compared with it. `btf` is the object's. */
export function uncheckedIn(
  { instructions, functions }: Pick<LinkedProgram, "instructions" | "functions">,
  btf: Btf,
  facts: CalledFacts,
): UncheckedPointers {
  const pointers = new Map(
    functions.flatMap(({ start, isGlobal, type }) => {
      if (!isGlobal || type === undefined) return [];
      const parameters = functionParameters(btf, type).filter((each) => pointeeOf(btf, each) !== undefined);
      return [[start, parameters.reduce((all, { index }) => all | registerBit(index + 1), 0)]];
    }),
  );
  return uncheckedPointers(
    { instructions, functions: functions.map(({ start }) => start) },
    {
      resultMayBeNull: (call) => resultMayBeNull(call, facts),
      argumentsThatMayBeNull: (start) => pointers.get(start) ?? 0,
    },
  );
}
