import { CALL, callTargets } from "../isa/encoding.ts";
import type { LinkedProgram } from "../object/linked-object.ts";
import type { KernelFacts } from "./kernel-facts.ts";

/** The kfuncs that a program calls and programs of its type may not, whatever it runs on. */
export function refusedKfuncs({ instructions, programType }: LinkedProgram, { btf, kfuncs }: KernelFacts): string[] {
  const called = instructions.flatMap(({ opcode, src, imm }) => {
    if (opcode !== CALL || src !== callTargets.kfunc) return [];
    const type = btf.type(imm);
    return type.kind === "func" ? [type.name] : [];
  });
  return [...new Set(called)].filter((name) => {
    const facts = kfuncs.get(name);
    return facts && !facts.programTypes.some((each) => each === programType);
  });
}
