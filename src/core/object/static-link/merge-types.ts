import { Btf } from "../../btf/btf.ts";
import { mergeBtf } from "../../btf/merge-btf.ts";
import { renumber } from "../../btf/renumber.ts";
import type { BtfType, BtfTypeOf, TypeId } from "../../btf/types.ts";
import { sectionNamed } from "../../elf/elf-object.ts";
import type { ParsedObject } from "../parsed-object.ts";
import type { GlobalSymbol } from "./merge-symbols.ts";
import type { SectionPlace } from "./place-sections.ts";

/** The types of several objects in one, each once, and the id there of each type. */
export interface MergedTypes {
  readonly btf: Btf;
  readonly placeOf: readonly ((id: TypeId) => TypeId)[];
}

/** An object's types as if they continued those before, which is how `mergeBtf` takes them. */
function continued(before: Btf, own: Btf): Btf {
  const shift = before.types.length - 1;
  const idOf = (id: TypeId) => (id === 0 ? 0 : id + shift);
  return new Btf([...before.types, ...own.types.slice(1).map((type) => renumber(type, idOf))]);
}

function mergeAll(objects: readonly ParsedObject[]): MergedTypes {
  let merged = objects[0]?.btf ?? new Btf([{ kind: "void" }]);
  const placeOf: ((id: TypeId) => TypeId)[] = [(id) => id];
  for (const { btf } of objects.slice(1)) {
    const shift = merged.types.length - 1;
    const { btf: next, placeOf: places } = mergeBtf(merged, [continued(merged, btf)]);
    placeOf.push((id) => (id === 0 ? 0 : (places[0]?.(id + shift) ?? 0)));
    merged = next;
  }
  return { btf: merged, placeOf };
}

type Entry = BtfTypeOf<"datasec">["entries"][number];

/** An entry stays where its symbol is defined, or where none is, at its first declaration. Static ones stay in any case. */
function staysIn(object: number, variable: BtfType, globals: ReadonlyMap<string, GlobalSymbol>): boolean {
  if ((variable.kind !== "var" && variable.kind !== "func") || variable.linkage === "static") return true;
  const known = globals.get(variable.name);
  return known === undefined || known.object === object;
}

/** The entries of each data section over all objects, by the section's name. */
function entriesBySection(
  objects: readonly ParsedObject[],
  { placeOf }: MergedTypes,
  places: readonly ReadonlyMap<number, SectionPlace>[],
  globals: ReadonlyMap<string, GlobalSymbol>,
): Map<string, Entry[]> {
  const sections = new Map<string, Entry[]>();
  for (const [object, { btf, elf }] of objects.entries()) {
    for (const [, { name, entries }] of btf.ofKind("datasec")) {
      const shift = places[object]?.get(sectionNamed(elf, name)?.index ?? -1)?.offset ?? 0;
      const kept = entries
        .filter(({ type }) => staysIn(object, btf.type(type), globals))
        .map((entry) => ({ ...entry, type: placeOf[object]?.(entry.type) ?? 0, offset: entry.offset + shift }));
      sections.set(name, [...(sections.get(name) ?? []), ...kept]);
    }
  }
  return sections;
}

/**
 * Merges the types of objects. A data section stands in one place with the entries of all; what else had its name has none
 * any more.
 */
export function mergeTypes(
  objects: readonly ParsedObject[],
  places: readonly ReadonlyMap<number, SectionPlace>[],
  globals: ReadonlyMap<string, GlobalSymbol>,
): MergedTypes {
  const merged = mergeAll(objects);
  const sections = entriesBySection(objects, merged, places, globals);
  const types = merged.btf.types.map((type): BtfType => {
    if (type.kind !== "datasec") return type;
    const entries = sections.get(type.name);
    sections.delete(type.name);
    return entries ? { ...type, entries } : { ...type, name: "", entries: [] };
  });
  return { btf: new Btf(types), placeOf: merged.placeOf };
}
