import { type NumberedTypes, numberedFrom } from "../btf/numbered-from.ts";
import { isDeclaration } from "../btf/references.ts";
import { toHex } from "../bytes/hex.ts";
import { type ElfObject, type ElfSection, sectionTypes } from "../elf/elf-object.ts";
import type { ParsedObject } from "./parsed-object.ts";
import { relocationKinds } from "./relocation/kinds.ts";

/** What says where something stood in the source, or only serves to name it. */
const isAside = ({ name, type }: ElfSection) =>
  /^(\.rel)?\.(debug_|BTF)/.test(name) || type === sectionTypes.SYMTAB || type === sectionTypes.STRTAB;

const lookedAt = ({ sections }: ElfObject) => sections.filter((section) => !isAside(section));

const plain = (value: unknown) =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? `${each}` : each));

/** An object with its BTF numbered from what it declares, since the compiler numbers a struct as it comes upon it. */
interface Numbered extends ParsedObject {
  readonly numbered: NumberedTypes;
}

function withNumbers(object: ParsedObject): Numbered {
  const { btf, ext } = object;
  const declared = [...btf.types.entries()].filter(([, type]) => isDeclaration(type));
  const related = [...ext.relocations.values()].flat().map(({ type }) => type);
  return { ...object, numbered: numberedFrom(btf, [...declared.map(([id]) => id), ...related]) };
}

/** A section's contents, with the new numbers of types where the compiler put the old ones into instructions. */
function contents({ name, bytes }: ElfSection, { ext, numbered }: Numbered): Uint8Array {
  const ids = (ext.relocations.get(name) ?? []).filter(({ kind }) =>
    relocationKinds[kind]?.name.startsWith("TYPE_ID_"),
  );
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (const { instructionOffset, type } of ids) {
    const at = instructionOffset + 4;
    if (view.getUint32(at, true) === type) view.setUint32(at, numbered.numberOf(type) ?? 0, true);
  }
  return copy;
}

function sections(object: Numbered): string[] {
  return lookedAt(object.elf).map((section) => {
    const { name, type, flags, size } = section;
    return plain([name, type, flags, size, toHex(contents(section, object))]);
  });
}

function symbols({ elf }: Numbered): string[] {
  const names = new Map(elf.sections.map(({ index, name }) => [index, name]));
  const kept = elf.symbols.filter(({ name, type }) => name !== "" && type !== "file");
  return kept.map(({ name, type, binding, visibility, value, size, section }) =>
    plain([name, type, binding, visibility, value, size, section === undefined ? null : names.get(section)]),
  );
}

function relocations({ elf }: Numbered): string[] {
  return lookedAt(elf).flatMap(({ index, name }) =>
    (elf.relocations.get(index) ?? []).map(({ offset, type, symbol }) =>
      plain([name, offset, type, symbol.name, symbol.value, symbol.section]),
    ),
  );
}

const types = ({ numbered, btf }: Numbered): string[] => [...numbered.types.map(plain), `${btf.types.length}`];

function typeRelocations({ ext, numbered }: Numbered): string[] {
  return [...ext.relocations].flatMap(([section, records]) =>
    records.map(({ instructionOffset, type, access, kind }) =>
      plain([section, instructionOffset, numbered.numberOf(type), access, kind]),
    ),
  );
}

/** What two objects are held against each other by, in the order in which a difference is told. */
const aspects = [
  { name: "sections", of: sections },
  { name: "symbols", of: symbols },
  { name: "relocations", of: relocations },
  { name: "types in its BTF", of: types },
  { name: "CO-RE relocations", of: typeRelocations },
] as const;

/**
 * In what the object of one source is not that of another, in a word or two: their instructions and data, symbols, relocations, BTF
 * types and CO-RE relocations. DWARF and line numbers are left aside.
 */
export function objectDifference(left: ParsedObject, right: ParsedObject): string | undefined {
  const [one, other] = [withNumbers(left), withNumbers(right)];
  return aspects.find(({ of }) => plain(of(one)) !== plain(of(other)))?.name;
}
