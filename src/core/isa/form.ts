import type { Instruction } from "./instruction.ts";
import type { Operation } from "./operation.ts";

/** Why an instruction is not valid, by the checks that Linux makes on its fields (check_insn_fields, v7.3). */
export interface InvalidFields {
  readonly kind: "invalid";
  readonly message: string;
  /** A program may hold it where the verifier sees that it is never reached (check_alu_op, v7.3). */
  readonly whenReached?: true;
}

export const invalid = (message: string): InvalidFields => ({ kind: "invalid", message });
export const invalidWhenReached = (message: string): InvalidFields => ({ ...invalid(message), whenReached: true });

export interface DisassemblyOptions {
  /** Narrow loads, stores and 32-bit atomics with w registers, as `llvm-objdump --mcpu=v3` prints them; off as it does by default. */
  readonly alu32?: boolean;
  /** Displacements in decimals, as the kernel's verifier prints them and as faults count bytes. */
  readonly decimal?: boolean;
  /** Prints what llvm-objdump leaves out (kinds of calls), so that the text assembles to the same bytes. */
  readonly exact?: boolean;
  /** What stands at a slot, printed in angle brackets after a jump. */
  readonly describeSlot?: (slot: number) => string | undefined;
  /** What a call reaches, printed instead of its number. */
  readonly describeCall?: (instruction: Instruction) => string | undefined;
  /** What a 64-bit immediate load gives the address of, printed as the assembler's symbol: `r1 = counters ll`. */
  readonly describeLoad?: (instruction: Instruction) => string | undefined;
}

/** The fields of a parsed line. `label` is to be resolved into the offset, or into the immediate where `labelIn` says so. */
export interface ParsedInstruction {
  readonly opcode: number;
  readonly dst?: number;
  readonly src?: number;
  readonly offset?: number;
  readonly imm?: number;
  readonly nextImm?: number;
  readonly label?: string;
  readonly labelIn?: "offset" | "imm";
}

/** One form of instruction: which opcodes have it, what it means, how it is written. */
export interface FormDefinition<Described extends Operation> {
  readonly opcodes: readonly number[];
  /** Tells apart forms that share an opcode; the first in the list of forms that accepts an instruction has it. */
  readonly accepts?: (instruction: Instruction) => boolean;
  readonly describe: (instruction: Instruction) => Described | InvalidFields;
  readonly print: (operation: Described, instruction: Instruction, options: DisassemblyOptions) => string;
  /** Undefined where the text is not of this form. White space is already single blanks. */
  readonly parse: (text: string) => ParsedInstruction | undefined;
}

export interface Form {
  readonly opcodes: readonly number[];
  readonly accepts: (instruction: Instruction) => boolean;
  readonly describe: (instruction: Instruction) => Operation | InvalidFields;
  /** Undefined for invalid fields. */
  readonly print: (instruction: Instruction, options: DisassemblyOptions) => string | undefined;
  readonly parse: (text: string) => ParsedInstruction | undefined;
}

const isInvalid = (described: Operation | InvalidFields): described is InvalidFields => described.kind === "invalid";

export function defineForm<Described extends Operation>(form: FormDefinition<Described>): Form {
  return {
    opcodes: form.opcodes,
    accepts: form.accepts ?? (() => true),
    describe: form.describe,
    parse: form.parse,
    print(instruction, options) {
      const described = form.describe(instruction);
      return isInvalid(described) ? undefined : form.print(described, instruction, options);
    },
  };
}
