import type { ByteProblems } from "../diagnostics/byte-problems.ts";
import type { ElfSection } from "../elf/elf-object.ts";
import { decodeProgram } from "../isa/decode.ts";
import type { Instruction } from "../isa/instruction.ts";
import { type BtfExt, type LineInfo, recordsWithin } from "./btf-ext.ts";
import { type CodeFunction, SLOT_BYTES } from "./code-function.ts";
import type { JumpTable } from "./jump-tables.ts";

/** A section of code while it is relocated. Slots count from the start of the section. */
export class CodeSection {
  readonly section: ElfSection;
  readonly lines: readonly LineInfo[];
  /** Why instructions were made invalid. */
  readonly poisoned = new Map<number, string>();
  /** Why Linux refuses programs that hold these, wherever they stand. */
  readonly refused = new Map<number, string>();
  /** The kfunc that an instruction calls. */
  readonly kfuncCalls = new Map<number, string>();
  /** The function that a call or a function's address is about. */
  readonly targets = new Map<number, CodeFunction>();
  /** The jump table that an instruction loads the address of. */
  readonly tables = new Map<number, JumpTable>();
  /** Slots that a relocation of the symbol table was about, resolved or reported. */
  readonly settled = new Set<number>();
  readonly #instructions = new Map<number, Instruction>();
  readonly #problems: ByteProblems;

  constructor(section: ElfSection, ext: BtfExt, problems: ByteProblems) {
    const { instructions, problems: found } = decodeProgram(section.bytes);
    this.section = section;
    this.lines = ext.lines.get(section.name) ?? [];
    this.#problems = problems;
    for (const instruction of instructions) this.#instructions.set(instruction.slot, instruction);
    for (const { slot, message, whenReached } of found) {
      if (!this.#instructions.has(slot))
        this.report(slot, `The section ${section.name} has ${message}`, undefined, "load/elf");
      else if (!whenReached) this.refused.set(slot, message);
    }
  }

  at(slot: number): Instruction | undefined {
    return this.#instructions.get(slot);
  }

  /** Puts instructions in the place of one; together they take the same slots. */
  replace(instructions: readonly Instruction[]): void {
    for (const instruction of instructions) this.#instructions.set(instruction.slot, instruction);
  }

  poison(instructions: readonly Instruction[], reason: string): void {
    this.replace(instructions);
    for (const { slot } of instructions) this.poisoned.set(slot, reason);
  }

  *within({ start, end }: CodeFunction): Generator<Instruction> {
    for (let slot = start; slot < end; slot++) {
      const instruction = this.#instructions.get(slot);
      if (instruction) yield instruction;
    }
  }

  linesWithin({ start, end }: CodeFunction): LineInfo[] {
    return recordsWithin(this.lines, start * SLOT_BYTES, end * SLOT_BYTES);
  }

  report(
    slot: number,
    message: string,
    why?: string,
    code: "load/relocation" | "load/elf" | "load/unsupported" = "load/relocation",
  ): void {
    const line = recordsWithin(this.lines, 0, slot * SLOT_BYTES + 1).at(-1);
    const where = line ? `${line.file}:${line.line}: ${line.text.trim()}` : undefined;
    const note = [why, where].filter((part) => part !== undefined).join("; at ");
    const at = this.section.fileOffset + Math.min(slot * SLOT_BYTES, this.section.size);
    this.#problems.report(at, message, note || undefined, {
      code,
      help: "Compile the source as its page shows, with clang -g -O2 --target=bpf",
    });
  }
}
