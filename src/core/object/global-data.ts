import type { Btf } from "../btf/btf.ts";
import { sizeOf } from "../btf/layout.ts";
import type { BtfTypeOf } from "../btf/types.ts";
import type { ByteProblems } from "../diagnostics/byte-problems.ts";
import { type ElfObject, type ElfSection, sectionTypes } from "../elf/elf-object.ts";
import { counted } from "../words/counted.ts";
import type { GlobalDataMap, GlobalVariable } from "./linked-object.ts";

/** A data section larger than this is refused. */
const LARGEST = 16 * 1024 * 1024;

const dataNames = [".data", ".bss", ".rodata", ".percpu"];

const isGlobalData = ({ name, type }: ElfSection): boolean =>
  (type === sectionTypes.PROGBITS || type === sectionTypes.NOBITS) &&
  dataNames.some((base) => name === base || name.startsWith(`${base}.`));

/** SEC_PERCPU (bpf_object__elf_collect, tools/lib/bpf/libbpf.c, v7.3): every CPU starts with the same contents. */
const isPerCpu = ({ name }: ElfSection): boolean => name === ".percpu" || name.startsWith(".percpu.");

/** PCPU_MIN_UNIT_SIZE (include/linux/percpu.h, v7.3) */
const LARGEST_PER_CPU = 32 << 10;

type Entry = BtfTypeOf<"datasec">["entries"][number];

/** clang leaves the offsets of global variables to the symbol table, and states those of static ones. */
function variableOf(btf: Btf, offsets: ReadonlyMap<string, number>, entry: Entry): GlobalVariable | undefined {
  const variable = btf.type(entry.type);
  if (variable.kind !== "var") return undefined;
  const { name, type, linkage } = variable;
  const offset = linkage === "static" ? entry.offset : (offsets.get(name) ?? entry.offset);
  return { name, offset, size: entry.size || sizeOf(btf, type), type };
}

/** Where the symbol table says that the variables of a section stand. */
function symbolOffsets(elf: ElfObject, section: ElfSection): Map<string, number> {
  const inSection = elf.symbols.filter((symbol) => symbol.section === section.index && symbol.type === "object");
  return new Map(inSection.map(({ name, value }) => [name, value]));
}

/** What is wrong with the place that a variable takes; the kernel refuses too small a one, too (btf_datasec_resolve, v7.3). */
function problemOf(btf: Btf, { name, offset, size, type }: GlobalVariable, section: ElfSection): string | undefined {
  if (offset + size > section.size) return `The variable ${name} reaches past the end of ${section.name}`;
  const needed = sizeOf(btf, type);
  return size < needed
    ? `The variable ${name} has ${counted(size, "byte")} in ${section.name}; its type takes ${needed}`
    : undefined;
}

/** The variables that BTF lists in a section, by their place. */
export function variablesIn(elf: ElfObject, btf: Btf, section: ElfSection, problems: ByteProblems): GlobalVariable[] {
  const id = btf.find("datasec", section.name);
  const datasec = id === undefined ? undefined : btf.type(id);
  if (datasec?.kind !== "datasec") return [];
  const offsets = symbolOffsets(elf, section);
  const variables: GlobalVariable[] = [];
  for (const entry of datasec.entries) {
    const variable = variableOf(btf, offsets, entry);
    if (!variable) continue;
    const problem = problemOf(btf, variable, section);
    if (problem === undefined) variables.push(variable);
    else problems.report(section.fileOffset, problem);
  }
  return variables.sort((left, right) => left.offset - right.offset);
}

export interface GlobalData {
  readonly maps: readonly GlobalDataMap[];
  /** The index in `maps` by the index of the section. */
  readonly mapOfSection: ReadonlyMap<number, number>;
}

/** The array maps that libbpf makes of .data, .bss, .rodata and .percpu and of the sections whose names start so. */
export function globalData(elf: ElfObject, btf: Btf, problems: ByteProblems): GlobalData {
  const maps: GlobalDataMap[] = [];
  const mapOfSection = new Map<number, number>();
  for (const section of elf.sections) {
    if (!isGlobalData(section) || section.size === 0) continue;
    const largest = isPerCpu(section) ? LARGEST_PER_CPU : LARGEST;
    const isTooLarge = section.size > largest;
    if (isTooLarge) {
      const message = `${section.name} takes ${counted(section.size, "byte")}; more than ${largest} are not taken`;
      problems.report(section.fileOffset, message, undefined, { code: "load/unsupported", help: "Make it smaller" });
    }
    mapOfSection.set(section.index, maps.length);
    const initial = new Uint8Array(isTooLarge ? 0 : section.size);
    if (!isTooLarge) initial.set(section.bytes);
    maps.push({
      name: section.name,
      kind: "global-data",
      readOnly: section.name.startsWith(".rodata"),
      ...(isPerCpu(section) && { perCpu: true }),
      initial,
      variables: variablesIn(elf, btf, section, problems),
    });
  }
  return { maps, mapOfSection };
}
