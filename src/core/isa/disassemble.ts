import { describeInstruction, formOf } from "./describe.ts";
import type { DisassemblyOptions } from "./form.ts";
import type { Instruction } from "./instruction.ts";

export type { DisassemblyOptions } from "./form.ts";

/** An instruction as text in LLVM's syntax, equal to what `llvm-objdump -d` prints; `<unknown>` for an invalid one. */
export function disassemble(instruction: Instruction, options: DisassemblyOptions = {}): string {
  if (describeInstruction(instruction).kind === "invalid") return "<unknown>";
  return formOf(instruction)?.print(instruction, options) ?? "<unknown>";
}
