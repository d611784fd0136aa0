import type { Btf } from "../btf/btf.ts";
import { disassemble } from "../isa/disassemble.ts";
import { callTargets } from "../isa/encoding.ts";
import type { Instruction } from "../isa/instruction.ts";
import { helperName } from "../kernel/helpers/call-helper.ts";
import type { LinkedProgram } from "../object/linked-object.ts";

type Listed = Pick<LinkedProgram, "instructions" | "functions">;

function calledName(btf: Btf, program: Listed, { src, imm, slot }: Instruction): string | undefined {
  if (src === callTargets.helper) return helperName(btf, imm);
  if (src === callTargets.subprogram) return program.functions.find(({ start }) => start === slot + 1 + imm)?.name;
  const func = btf.type(imm);
  return func.kind === "func" ? func.name : undefined;
}

/** The text of each instruction, calls by the names of what they reach. */
export function listProgram(btf: Btf, program: Listed): ReadonlyMap<number, string> {
  const describeCall = (instruction: Instruction) => calledName(btf, program, instruction);
  return new Map(
    program.instructions.map((instruction) => [instruction.slot, disassemble(instruction, { describeCall })]),
  );
}
