import { calledKfuncs } from "../kernel/kfuncs/called-kfuncs.ts";
import type { LinkedProgram } from "../object/linked-object.ts";
import type { KernelFacts } from "./kernel-facts.ts";

/** The kfuncs that a program calls and programs of its type may not, whatever it runs on. */
export const refusedKfuncs = ({ instructions, programType }: LinkedProgram, { btf, kfuncs }: KernelFacts): string[] =>
  [...new Set(calledKfuncs(btf, instructions))].filter((name) => {
    const facts = kfuncs.get(name);
    return facts && !facts.programTypes.some((each) => each === programType);
  });
