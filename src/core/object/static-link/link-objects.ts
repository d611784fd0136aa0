import type { Btf } from "../../btf/btf.ts";
import { ByteProblems } from "../../diagnostics/byte-problems.ts";
import type { Checked } from "../../diagnostics/diagnostic.ts";
import type { ElfRelocation } from "../../elf/elf-object.ts";
import type { BtfExt, FunctionInfo, LineInfo, RelocationRecord } from "../btf-ext.ts";
import { linkParsed } from "../link-object.ts";
import type { LinkedObject } from "../linked-object.ts";
import { type ParsedObject, readObject } from "../parsed-object.ts";
import { type MergedSymbols, mergeSymbols } from "./merge-symbols.ts";
import { type MergedTypes, mergeTypes } from "./merge-types.ts";
import { type PlacedSections, placeSections, type SectionPlace } from "./place-sections.ts";

const HELP = "Build the objects with clang --target=bpf -g -O2 -c";

/** An object file by its name. */
export interface ObjectFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const append = <Key, Value>(map: Map<Key, Value[]>, key: Key, values: readonly Value[]) =>
  map.set(key, [...(map.get(key) ?? []), ...values]);

function mergeRelocations(
  objects: readonly ParsedObject[],
  { places }: PlacedSections,
  { symbolOf }: MergedSymbols,
): Map<number, ElfRelocation[]> {
  const relocations = new Map<number, ElfRelocation[]>();
  for (const [object, { elf }] of objects.entries()) {
    for (const [section, own] of elf.relocations) {
      const place = places[object]?.get(section);
      if (!place) continue;
      const moved = own.map((each) => {
        return { ...each, offset: each.offset + place.offset, symbol: symbolOf[object]?.(each.symbol) ?? each.symbol };
      });
      append(relocations, place.section, moved);
    }
  }
  return relocations;
}

/** By the name of each section, where it stands among those of all objects. */
function placesByName(
  { elf }: ParsedObject,
  places: ReadonlyMap<number, SectionPlace> | undefined,
): (name: string) => number {
  const offsets = new Map(elf.sections.map(({ name, index }) => [name, places?.get(index)?.offset ?? 0]));
  return (name) => offsets.get(name) ?? 0;
}

function mergeExt(objects: readonly ParsedObject[], { places }: PlacedSections, { placeOf }: MergedTypes): BtfExt {
  const functions = new Map<string, FunctionInfo[]>();
  const lines = new Map<string, LineInfo[]>();
  const relocations = new Map<string, RelocationRecord[]>();
  for (const [object, parsed] of objects.entries()) {
    const { ext } = parsed;
    const offsetOf = placesByName(parsed, places[object]);
    const typeOf = placeOf[object] ?? ((id: number) => id);
    const shift = <Record extends { readonly instructionOffset: number }>(name: string, record: Record): Record => {
      return { ...record, instructionOffset: record.instructionOffset + offsetOf(name) };
    };
    const shiftTyped = <Record extends { readonly instructionOffset: number; readonly type: number }>(
      name: string,
      record: Record,
    ): Record => ({ ...shift(name, record), type: typeOf(record.type) });
    for (const [name, own] of ext.functions)
      append(
        functions,
        name,
        own.map((each) => shiftTyped(name, each)),
      );
    for (const [name, own] of ext.lines)
      append(
        lines,
        name,
        own.map((each) => shift(name, each)),
      );
    for (const [name, own] of ext.relocations)
      append(
        relocations,
        name,
        own.map((each) => shiftTyped(name, each)),
      );
  }
  return { functions, lines, relocations };
}

/**
 * Makes one object of several, as libbpf's static linker does (bpf_linker__add_file, tools/lib/bpf/linker.c, v7.3): sections of
 * one name are appended, a symbol that one object leaves open is what another defines, a weak definition gives way to a strong
 * one, and types stand once. Every finding names the object that it is about.
 */
export function mergeObjects(objects: readonly ParsedObject[]): Checked<ParsedObject> {
  const path = objects.map((each) => each.path).join(" + ");
  const problems = new Map(objects.map((each) => [each, new ByteProblems(each.path, "load/elf", HELP)]));
  const diagnose = (object: ParsedObject) => problems.get(object) ?? new ByteProblems(path, "load/elf", HELP);
  const sections = placeSections(objects, diagnose);
  const symbols = mergeSymbols(objects, sections.places, diagnose);
  const diagnostics = [...problems.values()].flatMap((each) => each.diagnostics);
  if (diagnostics.length > 0) return { diagnostics };
  const types = mergeTypes(objects, sections.places, symbols.globals);
  const relocations = mergeRelocations(objects, sections, symbols);
  const elf = { path, sections: sections.sections, symbols: symbols.symbols, relocations };
  return { value: { path, elf, btf: types.btf, ext: mergeExt(objects, sections, types) }, diagnostics: [] };
}

/** As `linkObject`, for a program that was compiled from several files. */
export function linkObjects(files: readonly ObjectFile[], kernelBtf: Btf): Checked<LinkedObject> {
  const read = files.map(({ bytes, path }) => readObject(bytes, path));
  const diagnostics = read.flatMap((each) => each.diagnostics);
  const objects = read.flatMap(({ value }) => (value ? [value] : []));
  if (diagnostics.length > 0 || objects.length < files.length) return { diagnostics };
  const { value, diagnostics: conflicts } = mergeObjects(objects);
  return value ? linkParsed(value, kernelBtf) : { diagnostics: conflicts };
}
