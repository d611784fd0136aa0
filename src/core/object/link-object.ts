import type { Btf } from "../btf/btf.ts";
import { ByteProblems } from "../diagnostics/byte-problems.ts";
import type { Checked } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { type ElfObject, sectionNamed } from "../elf/elf-object.ts";
import { type ArenaPlaces, arenaData } from "./arena-data.ts";
import type { BtfExt } from "./btf-ext.ts";
import { type CodeFunction, findFunctions, isCode, Subprograms } from "./code-function.ts";
import { CodeSection } from "./code-section.ts";
import { type DeclaredMaps, declaredMaps } from "./declared-maps.ts";
import { exceptionCallbacks } from "./exception-callbacks.ts";
import { type Externs, resolveExterns } from "./externs.ts";
import { type GlobalData, globalData } from "./global-data.ts";
import { JumpTables } from "./jump-tables.ts";
import { kconfigMap } from "./kconfig.ts";
import { type CodeSections, linkProgram } from "./link-program.ts";
import type { KconfigMap, LinkedObject, LinkedProgram } from "./linked-object.ts";
import { type ParsedObject, readObject } from "./parsed-object.ts";
import { aimLocalCalls, applySymbolRelocations, applyTypeRelocations, type MapPlaces } from "./relocate-code.ts";
import { RelocationResolver } from "./relocation/resolve-relocation.ts";
import { sectionTypeOf, sectionTypes } from "./section-types.ts";
import { structOpsMaps, structOpsTargets } from "./struct-ops.ts";
import { reportUnsupportedSections } from "./unsupported-sections.ts";

const HELP = "Build the object with clang --target=bpf -g -O2 -c";
/** All programs of an object together, in slots: the most instructions that the kernel's verifier looks at. */
const MOST_SLOTS = 1_000_000;

function readLicense(elf: ElfObject): string {
  const bytes = sectionNamed(elf, "license")?.bytes ?? new Uint8Array();
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Everything of an object that its programs are linked from. */
interface Parts {
  readonly elf: ElfObject;
  readonly btf: Btf;
  readonly ext: BtfExt;
  readonly functions: readonly CodeFunction[];
  readonly declared: DeclaredMaps;
  readonly arena: ArenaPlaces;
  readonly data: GlobalData;
  readonly externs: Externs;
  readonly kconfig: KconfigMap | undefined;
}

/** Maps are numbered as in `LinkedObject.maps`. */
function mapPlaces({ declared, arena, data, kconfig }: Parts): MapPlaces {
  const firstData = declared.maps.length;
  const kconfigIndex = firstData + data.maps.length;
  return {
    declared: (section, offset) => declared.find(section, offset),
    ofSection(section) {
      const index = data.mapOfSection.get(section ?? -1);
      return index === undefined ? undefined : firstData + index;
    },
    inArena: (section, offset) => arena.find(section, offset),
    kconfig({ name }) {
      const variable = kconfig?.variables.find((each) => each.name === name);
      return variable && { map: kconfigIndex, offset: variable.offset };
    },
  };
}

function relocate(parts: Parts, kernelBtf: Btf, problems: ByteProblems): CodeSections {
  const { elf, btf, ext, functions, externs } = parts;
  const maps = mapPlaces(parts);
  const resolver = new RelocationResolver(btf, kernelBtf);
  const subprograms = new Subprograms(functions);
  const jumpTables = new JumpTables(elf);
  const sections = new Map<number, CodeSection>();
  for (const section of elf.sections.filter(isCode)) {
    const code = new CodeSection(section, ext, problems);
    sections.set(section.index, code);
    applyTypeRelocations(code, ext.relocations.get(section.name) ?? [], resolver);
    applySymbolRelocations(code, elf.relocations.get(section.index) ?? [], { subprograms, externs, maps, jumpTables });
    aimLocalCalls(code, functions, subprograms);
  }
  return sections;
}

function linkPrograms({ functions, ext, btf }: Parts, sections: CodeSections, problems: ByteProblems) {
  const callbacks = exceptionCallbacks(btf, functions, problems);
  const programs: LinkedProgram[] = [];
  const kfuncs = new Set<string>();
  let slots = 0;
  for (const entry of functions) {
    if (entry.isSubprogram) continue;
    const type = sectionTypeOf(entry.section.name);
    if (!type) {
      const message = `SEC("${entry.section.name}") names no program type`;
      const near = nearest(entry.section.name, new Set(sectionTypes.map(({ name }) => name)));
      const help = near ? `Did you mean SEC("${near}")?` : 'Use one of libbpf\'s section names, such as SEC("xdp")';
      problems.report(entry.section.fileOffset, message, undefined, { code: "load/unsupported", help });
      continue;
    }
    const linked = linkProgram(entry, type, sections, ext, callbacks.get(entry));
    slots += linked.program.functions.at(-1)?.end ?? 0;
    if (slots > MOST_SLOTS) {
      const message = `The programs have more than ${MOST_SLOTS} instructions`;
      problems.report(0, message, undefined, { code: "load/unsupported", help: "Split the object" });
      break;
    }
    programs.push(linked.program);
    for (const name of linked.kfuncs) kfuncs.add(name);
  }
  return { programs, kfuncs: [...kfuncs].sort() };
}

/** As `linkObject`, for an object that was read, or linked from several. */
export function linkParsed(object: ParsedObject, kernelBtf: Btf): Checked<LinkedObject> {
  const { path, elf, btf, ext } = object;
  const problems = new ByteProblems(path, "load/elf", HELP);
  reportUnsupportedSections(elf, problems);
  const functions = findFunctions(elf, problems);
  const declared = declaredMaps(elf, btf, functions, problems);
  const arena = arenaData(elf, btf, declared, problems);
  const data = globalData(elf, btf, problems);
  const externs = resolveExterns(elf, btf, kernelBtf, problems);
  const kconfig = kconfigMap(btf, externs.kconfig);
  const parts = { elf, btf, ext, functions, declared, arena, data, externs, kconfig };
  const sections = relocate(parts, kernelBtf, problems);
  const { programs: linked, kfuncs } = linkPrograms(parts, sections, problems);
  const structOps = structOpsMaps(elf, btf, kernelBtf, functions, problems);
  const targets = structOpsTargets(structOps, problems);
  const programs = linked.map((program) => {
    const target = targets.get(program.name);
    return target ? { ...program, structOps: target } : program;
  });
  if (problems.diagnostics.length > 0) return { diagnostics: problems.diagnostics };
  const license = readLicense(elf);
  const maps = [...arena.maps, ...data.maps, ...(kconfig ? [kconfig] : [])];
  return { value: { path, license, programs, maps, structOps, btf, kfuncs }, diagnostics: [] };
}

/**
 * Does with an object what libbpf does before it loads the programs: reads it, resolves kfuncs and CO-RE accesses
 * against the kernel's types, makes global data into maps, appends called functions, keeps line information. `bytes` is
 * untrusted. Whatever is wrong comes back as `load/…` diagnostics with the offset in the file.
 */
export function linkObject(bytes: Uint8Array, path: string, kernelBtf: Btf): Checked<LinkedObject> {
  const { value, diagnostics } = readObject(bytes, path);
  if (!value) return { diagnostics };
  const linked = linkParsed(value, kernelBtf);
  return diagnostics.length > 0 ? { diagnostics: [...diagnostics, ...linked.diagnostics] } : linked;
}
