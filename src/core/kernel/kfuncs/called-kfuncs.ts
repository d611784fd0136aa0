import type { Btf } from "../../btf/btf.ts";
import { calledNumbers } from "../../isa/called-numbers.ts";
import type { Instruction } from "../../isa/instruction.ts";

/** The names of the kfuncs that instructions call, in the order of the code. `btf` is the kernel's. */
export const calledKfuncs = (btf: Btf, instructions: readonly Instruction[]): string[] =>
  calledNumbers(instructions, "kfunc").flatMap((id) => {
    const called = btf.type(id);
    return called.kind === "func" ? [called.name] : [];
  });
