import { ByteReader } from "../bytes/byte-reader.ts";
import { StringTable } from "../bytes/string-table.ts";
import type { ByteProblems } from "../diagnostics/byte-problems.ts";
import {
  type ElfBinding,
  type ElfKind,
  type ElfRelocation,
  type ElfSection,
  type ElfSymbol,
  type ElfSymbolType,
  type ElfVisibility,
  sectionTypes,
} from "./elf-object.ts";

const SYMBOL_BYTES = 24;
/** Of an entry in each form; RELA appends the addend. */
const relocationBytes = { REL: 16, RELA: 24 } as const;
/** Section indices from here on mean something else than a section. */
const FIRST_RESERVED = 0xff00;

const symbolTypes: readonly ElfSymbolType[] = ["none", "object", "function", "section", "file"];
const visibilities: readonly ElfVisibility[] = ["default", "internal", "hidden", "protected"];
const bindings: readonly ElfBinding[] = ["local", "global", "weak"];

function readSymbol(reader: ByteReader, names: StringTable, index: number): ElfSymbol {
  const at = index * SYMBOL_BYTES;
  const info = reader.u8(at + 4);
  const section = reader.u16(at + 6);
  return {
    index,
    name: names.at(reader.u32(at)) ?? "",
    type: symbolTypes[info & 0xf] ?? "other",
    binding: bindings[info >> 4] ?? "other",
    visibility: visibilities[reader.u8(at + 5) & 3] ?? "default",
    value: reader.size64(at + 8),
    size: reader.size64(at + 16),
    undefined: section === 0,
    ...(section > 0 && section < FIRST_RESERVED ? { section } : {}),
  };
}

/** All symbols of the file's one symbol table; none where it has no table. */
export function readSymbols(sections: readonly ElfSection[], problems: ByteProblems): ElfSymbol[] {
  const tables = sections.filter((section) => section.type === sectionTypes.SYMTAB);
  const table = tables[0];
  if (!table) return [];
  if (tables.length > 1) problems.report(tables[1]?.fileOffset ?? 0, "The file has more than one symbol table");
  const strings = sections[table.link];
  if (strings?.type !== sectionTypes.STRTAB) {
    problems.report(
      table.fileOffset,
      "The symbol table's names are missing",
      `Section ${table.link} is no string table`,
    );
    return [];
  }
  const reader = new ByteReader(table.bytes);
  const names = new StringTable(strings.bytes);
  const symbols = Array.from({ length: Math.floor(table.size / SYMBOL_BYTES) }, (_, index) =>
    readSymbol(reader, names, index),
  );
  for (const { index, section, name } of symbols) {
    if (section === undefined || section < sections.length) continue;
    problems.report(
      table.fileOffset + index * SYMBOL_BYTES,
      `Symbol ${name || index} stands in section ${section}, which is not there`,
    );
  }
  return symbols;
}

function readEntries(
  section: ElfSection,
  symbols: readonly ElfSymbol[],
  { relocations: form }: ElfKind,
  problems: ByteProblems,
): ElfRelocation[] {
  const reader = new ByteReader(section.bytes);
  const entries: ElfRelocation[] = [];
  const step = relocationBytes[form];
  for (let at = 0; at + step <= section.size; at += step) {
    const number = reader.u32(at + 12);
    const symbol = symbols[number];
    const addend = form === "RELA" ? reader.signed64(at + 16) : 0;
    if (symbol) entries.push({ offset: reader.size64(at), type: reader.u32(at + 8), symbol, addend });
    else problems.report(section.fileOffset + at, `A relocation names symbol ${number}, which is not there`);
  }
  return entries;
}

/** The relocations (SHT_REL or SHT_RELA, as the kind of file has them) by the section they apply to. */
export function readRelocations(
  sections: readonly ElfSection[],
  symbols: readonly ElfSymbol[],
  kind: ElfKind,
  problems: ByteProblems,
): Map<number, ElfRelocation[]> {
  const found = new Map<number, ElfRelocation[]>();
  for (const section of sections) {
    if (section.type !== sectionTypes[kind.relocations]) continue;
    if (section.info >= sections.length) {
      problems.report(section.fileOffset, `${section.name} relocates section ${section.info}, which is not there`);
      continue;
    }
    const entries = found.get(section.info) ?? [];
    for (const entry of readEntries(section, symbols, kind, problems)) entries.push(entry);
    found.set(section.info, entries);
  }
  return found;
}
