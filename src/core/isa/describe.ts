import { REGISTER_COUNT } from "./encoding.ts";
import { type Form, type InvalidFields, invalid } from "./form.ts";
import { forms } from "./forms/forms.ts";
import type { Instruction } from "./instruction.ts";
import type { Operation } from "./operation.ts";

const formsByOpcode: readonly (readonly Form[])[] = Array.from({ length: 256 }, (_, opcode) =>
  forms.filter((form) => form.opcodes.includes(opcode)),
);

/** The form that an instruction has; undefined for an opcode that does not exist. */
export function formOf(instruction: Instruction): Form | undefined {
  return formsByOpcode[instruction.opcode]?.find((form) => form.accepts(instruction));
}

/** What an instruction does, or why it is not valid: an unknown opcode, a register that does not exist, reserved fields in use. */
export function describeInstruction(instruction: Instruction): Operation | InvalidFields {
  const { opcode, dst, src } = instruction;
  const form = formOf(instruction);
  if (!form) return invalid(`unknown opcode 0x${opcode.toString(16).padStart(2, "0")}`);
  for (const register of [dst, src]) {
    if (register >= REGISTER_COUNT) return invalid(`register r${register} does not exist`);
  }
  return form.describe(instruction);
}
