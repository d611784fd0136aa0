import type { Btf } from "../../../src/core/btf/btf.ts";
import { readBtf } from "../../../src/core/btf/read-btf.ts";
import type { Checked } from "../../../src/core/diagnostics/diagnostic.ts";
import { sectionNamed } from "../../../src/core/elf/elf-object.ts";
import { readElf } from "../../../src/core/elf/read-elf.ts";
import { disassemble } from "../../../src/core/isa/disassemble.ts";
import { linkObject } from "../../../src/core/object/link-object.ts";
import type { LinkedObject, LinkedProgram } from "../../../src/core/object/linked-object.ts";
import { compileC } from "../../drivers/compile-c.ts";

/** The types that clang records for C. */
export function typesOf(source: string): Btf {
  const elf = readElf(compileC(source), "kernel.o").value;
  const section = elf && sectionNamed(elf, ".BTF");
  const btf = section && readBtf(section.bytes, "kernel.o").value;
  if (!btf) throw new Error("no types");
  return btf;
}

/** Links C against the kernel whose types are those of other C. */
export function linkAgainst(source: string, kernel: Btf): Checked<LinkedObject> {
  return linkObject(compileC(source), "test.bpf.o", kernel);
}

export function programOf({ value, diagnostics }: Checked<LinkedObject>, name?: string): LinkedProgram {
  const program = value?.programs.find((each) => name === undefined || each.name === name);
  if (!program) throw new Error(diagnostics.map(({ message }) => message).join("\n") || `no program ${name}`);
  return program;
}

export const textOf = (program: LinkedProgram): string[] => program.instructions.map((each) => disassemble(each));

export const messagesOf = ({ diagnostics }: Checked<LinkedObject>): string[] =>
  diagnostics.map(({ code, message }) => `${code}: ${message}`);
