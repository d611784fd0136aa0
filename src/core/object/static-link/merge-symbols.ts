import type { TypeId } from "../../btf/types.ts";
import type { ByteProblems } from "../../diagnostics/byte-problems.ts";
import type { ElfSymbol, ElfVisibility } from "../../elf/elf-object.ts";
import type { ParsedObject } from "../parsed-object.ts";
import { declarationsMatch } from "./declarations-match.ts";
import { mapDifference } from "./maps-match.ts";
import type { SectionPlace } from "./place-sections.ts";

/** From the widest to the narrowest: of several the narrowest counts. */
const visibilities: readonly ElfVisibility[] = ["default", "internal", "hidden", "protected"];
const MAPS = ".maps";

/** A symbol that all objects share, and where it comes from. */
export interface GlobalSymbol {
  readonly symbol: ElfSymbol;
  /** The object that defines it, by its place among them; where none does, the first that names it. */
  readonly object: number;
}

/** The symbols of several objects in one table. */
export interface MergedSymbols {
  readonly globals: ReadonlyMap<string, GlobalSymbol>;
  readonly symbols: readonly ElfSymbol[];
  /** For each object: what stands for one of its symbols. */
  readonly symbolOf: readonly ((symbol: ElfSymbol) => ElfSymbol)[];
}

/** The variable or function of a name that is not static. */
function declarationOf({ btf }: ParsedObject, name: string): TypeId | undefined {
  const ids = [...btf.findAll("func", name), ...btf.findAll("var", name)];
  return ids.find((id) => {
    const type = btf.type(id);
    return (type.kind === "func" || type.kind === "var") && type.linkage !== "static";
  });
}

function isMap({ btf }: ParsedObject, declaration: TypeId): boolean {
  const id = btf.find("datasec", MAPS);
  const section = id === undefined ? undefined : btf.type(id);
  return section?.kind === "datasec" && section.entries.some(({ type }) => type === declaration);
}

/** Why two declarations of a symbol do not go together; undefined where they do. */
function disagreement(left: ParsedObject, right: ParsedObject, name: string): string | undefined {
  const [one, other] = [declarationOf(left, name), declarationOf(right, name)];
  if (one === undefined || other === undefined) return "one of them has no type information about it";
  const pair = { left: left.btf, right: right.btf };
  if (isMap(left, one)) {
    const field = mapDifference(pair, one, other);
    return field === undefined ? undefined : `the definitions of the map differ in ${field}`;
  }
  return declarationsMatch(pair, one, other) ? undefined : "they declare it with different types";
}

const narrower = (left: ElfVisibility, right: ElfVisibility): ElfVisibility =>
  visibilities.indexOf(right) > visibilities.indexOf(left) ? right : left;

const isGlobal = ({ name, binding }: ElfSymbol): boolean => name !== "" && (binding === "global" || binding === "weak");

class SymbolTable {
  readonly globals = new Map<string, GlobalSymbol>();
  readonly #objects: readonly ParsedObject[];
  readonly #diagnose: (object: ParsedObject) => ByteProblems;

  constructor(objects: readonly ParsedObject[], diagnose: (object: ParsedObject) => ByteProblems) {
    this.#objects = objects;
    this.#diagnose = diagnose;
  }

  /** linker_append_elf_sym (tools/lib/bpf/linker.c, v7.3) */
  add(symbol: ElfSymbol, object: number): void {
    const { name } = symbol;
    const known = this.globals.get(name);
    if (!known) {
      this.globals.set(name, { symbol, object });
      return;
    }
    if (!this.#agree(known, symbol, object)) return;
    const loses = symbol.undefined || (!known.symbol.undefined && symbol.binding === "weak");
    const winner = loses ? known : { symbol, object };
    const isStrong = known.symbol.binding === "global" || symbol.binding === "global";
    const visibility = narrower(known.symbol.visibility, symbol.visibility);
    const merged = { ...winner.symbol, binding: isStrong ? "global" : "weak", visibility } as const;
    this.globals.set(name, { symbol: merged, object: winner.object });
  }

  #agree(known: GlobalSymbol, symbol: ElfSymbol, object: number): boolean {
    const [before, now] = [this.#objects[known.object], this.#objects[object]];
    if (!before || !now) return false;
    const { name } = symbol;
    const isStrong = known.symbol.binding !== "weak" && symbol.binding !== "weak";
    const twice = !known.symbol.undefined && !symbol.undefined && isStrong;
    const why = twice ? "at most one may define a symbol that is not __weak" : disagreement(before, now, name);
    if (why === undefined) return true;
    const what = twice ? "is defined in both" : "does not go together in";
    this.#diagnose(now).report(undefined, `${name} ${what} ${before.path} and ${now.path}`, why, {
      code: "load/relocation",
      help: "Declare it in one header for all files, and define it in one of them",
    });
    return false;
  }
}

/** Puts the symbols of all objects together; what is wrong is reported for the object that `diagnose` is given. */
export function mergeSymbols(
  objects: readonly ParsedObject[],
  places: readonly ReadonlyMap<number, SectionPlace>[],
  diagnose: (object: ParsedObject) => ByteProblems,
): MergedSymbols {
  const table = new SymbolTable(objects, diagnose);
  const symbols: ElfSymbol[] = [];
  const add = (symbol: ElfSymbol) => {
    symbols.push({ ...symbol, index: symbols.length });
    return symbols[symbols.length - 1] ?? symbol;
  };
  const moved = (symbol: ElfSymbol, object: number): ElfSymbol => {
    const place = symbol.section === undefined ? undefined : places[object]?.get(symbol.section);
    return place ? { ...symbol, section: place.section, value: symbol.value + place.offset } : symbol;
  };
  const isRepeated = ({ section }: ElfSymbol, object: number) =>
    places[object]?.get(section ?? -1)?.isRepeated === true;
  const locals = objects.map(({ elf }, object) => {
    const own = new Map<number, ElfSymbol>();
    for (const symbol of elf.symbols.filter((each) => !isRepeated(each, object))) {
      if (isGlobal(symbol)) table.add(moved(symbol, object), object);
      else own.set(symbol.index, add(moved(symbol, object)));
    }
    return own;
  });
  const globals = new Map([...table.globals].map(([name, each]) => [name, { ...each, symbol: add(each.symbol) }]));
  const symbolOf = locals.map((own) => (symbol: ElfSymbol) => {
    return own.get(symbol.index) ?? globals.get(symbol.name)?.symbol ?? symbol;
  });
  return { globals, symbols, symbolOf };
}
