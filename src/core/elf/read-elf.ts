import { ByteReader, OutOfData } from "../bytes/byte-reader.ts";
import { StringTable } from "../bytes/string-table.ts";
import { ByteProblems } from "../diagnostics/byte-problems.ts";
import type { Checked } from "../diagnostics/diagnostic.ts";
import { counted } from "../words/counted.ts";
import { type ElfKind, type ElfObject, type ElfSection, sectionTypes } from "./elf-object.ts";
import { readRelocations, readSymbols } from "./symbols.ts";

const HELP = "Build the object with clang --target=bpf -g -O2 -c";

/** A relocatable object for BPF (EM_BPF, ET_REL), as clang writes it. */
export const bpfObject: ElfKind = { machine: 247, type: 1, name: "a BPF object", relocations: "REL" };
/** A linked kernel for x86-64 (EM_X86_64, ET_EXEC). */
export const x86Kernel: ElfKind = { machine: 62, type: 2, name: "an x86-64 kernel", relocations: "RELA" };
/** A module for x86-64 (EM_X86_64, ET_REL). */
export const x86Module: ElfKind = { machine: 62, type: 1, name: "an x86-64 module", relocations: "RELA" };

const MAGIC = 0x464c457f;
const SECTION_HEADER_BYTES = 64;

function checkHeader(reader: ByteReader, kind: ElfKind, problems: ByteProblems): boolean {
  if (reader.u32(0) !== MAGIC)
    problems.report(0, "This is not an ELF file", "ELF files start with the bytes 7f 45 4c 46");
  else if (reader.u8(4) !== 2) problems.report(4, "This is not a 64-bit ELF file");
  else if (reader.u8(5) !== 1) problems.report(5, "This is not a little-endian ELF file");
  else if (reader.u16(18) !== kind.machine) {
    problems.report(18, `This is not ${kind.name}`, `e_machine is ${reader.u16(18)}, not ${kind.machine}`);
  } else if (reader.u16(16) !== kind.type) {
    problems.report(16, `This is not ${kind.name}`, `e_type is ${reader.u16(16)}, not ${kind.type}`);
  } else if (reader.u16(58) !== SECTION_HEADER_BYTES) {
    problems.report(58, `Section headers can't be ${counted(reader.u16(58), "byte")} long`);
  }
  return problems.diagnostics.length === 0;
}

/** A section header, with the name still to be looked up. */
function readSection(reader: ByteReader, index: number, at: number) {
  const type = reader.u32(at + 4);
  const fileOffset = reader.size64(at + 24);
  const size = reader.size64(at + 32);
  const stored = type === sectionTypes.NOBITS || type === 0 ? 0 : size;
  return {
    index,
    nameOffset: reader.u32(at),
    type,
    flags: Number(reader.u64(at + 8) & 0xffff_ffffn),
    address: reader.signed64(at + 16),
    // A section without contents may name any place.
    fileOffset: Math.min(fileOffset, reader.length),
    size,
    bytes: stored === 0 ? new Uint8Array() : reader.slice(fileOffset, stored),
    link: reader.u32(at + 40),
    info: reader.u32(at + 44),
    align: Math.max(1, reader.size64(at + 48)),
  };
}

function readSections(reader: ByteReader, problems: ByteProblems): ElfSection[] {
  const start = reader.size64(40);
  const count = reader.u16(60);
  const unnamed = Array.from({ length: count }, (_, index) =>
    readSection(reader, index, start + index * SECTION_HEADER_BYTES),
  );
  const stored = unnamed.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (stored > reader.length) {
    const why = `They take ${counted(stored, "byte")} of ${reader.length}; no two may share theirs`;
    problems.report(40, "The sections take more bytes than the file has", why);
    return [];
  }
  const names = unnamed[reader.u16(62)];
  if (names?.type !== sectionTypes.STRTAB) {
    problems.report(62, "The section that holds the names of sections is missing");
    return [];
  }
  const table = new StringTable(names.bytes);
  return unnamed.map(({ nameOffset, ...section }) => ({ ...section, name: table.at(nameOffset) ?? "" }));
}

/**
 * Reads a 64-bit little-endian ELF file: sections, symbols and relocations, every offset checked. Errors are
 * `load/elf`. Section and symbol contents are views of `bytes`.
 */
export function readElf(bytes: Uint8Array, path: string, kind: ElfKind = bpfObject): Checked<ElfObject> {
  const problems = new ByteProblems(path, "load/elf", HELP);
  try {
    const reader = new ByteReader(bytes);
    if (!checkHeader(reader, kind, problems)) return { diagnostics: problems.diagnostics };
    const sections = readSections(reader, problems);
    const symbols = readSymbols(sections, problems);
    const relocations = readRelocations(sections, symbols, kind, problems);
    if (problems.diagnostics.length > 0) return { diagnostics: problems.diagnostics };
    return { value: { path, sections, symbols, relocations }, diagnostics: [] };
  } catch (error) {
    if (!(error instanceof OutOfData)) throw error;
    problems.report(Math.min(error.offset, bytes.length), "The ELF file ends too early", error.message);
    return { diagnostics: problems.diagnostics };
  }
}
