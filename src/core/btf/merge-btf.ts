import { Btf } from "./btf.ts";
import { printType } from "./print-type.ts";
import { renumber } from "./renumber.ts";
import type { BtfType, TypeId } from "./types.ts";

/** Two types have the same key if and only if they say the same and name the same types. */
const keyOf = (type: BtfType): string =>
  JSON.stringify(type, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));

/** How a type with a tag is declared without its members: `struct nf_conn`. Undefined for other types. */
function tagOf(type: BtfType): string | undefined {
  switch (type.kind) {
    case "fwd":
      return `${type.union ? "union" : "struct"} ${type.name}`;
    case "struct":
    case "union":
    case "enum":
      return type.name === "" ? undefined : `${type.kind} ${type.name}`;
    default:
      return undefined;
  }
}

/** A declaration without members; compilers write that of an enum as one without values. */
const isForward = (type: BtfType) => type.kind === "fwd" || (type.kind === "enum" && type.values.length === 0);

/**
 * What a struct or union with a tag looks like from outside: its size, and its members as C spells them. Two of a kernel's
 * with the same look are one type that was compiled twice.
 */
function lookOf(btf: Btf, type: BtfType): string | undefined {
  if ((type.kind !== "struct" && type.kind !== "union") || type.name === "") return undefined;
  const members = type.members.map(({ name, type: id, bitOffset, bitFieldSize }) => {
    return `${bitOffset} ${bitFieldSize} ${name} ${printType(btf, id)}`;
  });
  return [`${type.kind} ${type.name} ${type.size}`, ...members].join("\n");
}

/** A type of a split BTF that has no place yet. */
interface Unplaced {
  readonly id: TypeId;
  readonly type: BtfType;
  readonly look: string | undefined;
}

class Merging {
  readonly types: BtfType[] = [];
  /** Types by key, structs and unions with a tag by look. */
  readonly #known = new Map<string, TypeId>();
  /** The first definition of each tag. */
  readonly #definitions = new Map<string, TypeId>();
  /** Enums without values whose definition was not met yet. */
  readonly #openEnums = new Map<string, TypeId>();

  constructor(base: Btf) {
    for (const type of base.types) this.#append(type, lookOf(base, type));
  }

  #append(type: BtfType, look: string | undefined): void {
    const id = this.types.push(type) - 1;
    const key = look ?? keyOf(type);
    if (!this.#known.has(key)) this.#known.set(key, id);
    const tag = tagOf(type);
    if (tag === undefined || type.kind === "fwd") return;
    const names = isForward(type) ? this.#openEnums : this.#definitions;
    if (!names.has(tag)) names.set(tag, id);
  }

  /** Adds what a split BTF has beyond its base; gives the place of each type that it knows. */
  add(split: Btf, base: Btf): (id: TypeId) => TypeId {
    const first = base.types.length;
    const places = new Map<TypeId, TypeId>();
    const placeOf = (id: TypeId): TypeId => (id < first ? id : (places.get(id) ?? -1));
    const own = split.types
      .slice(first)
      .map((type, index): Unplaced => ({ id: first + index, type, look: lookOf(split, type) }));
    let left = own.filter((each) => !this.#placeByTag(each, places));
    // What has no tag is known once all that it names is: repeated until no more is found.
    for (let before = left.length + 1; left.length < before; ) {
      before = left.length;
      left = left.filter((each) => !this.#placeByKey(each, places, placeOf));
    }
    const start = this.types.length;
    for (const [index, { id }] of left.entries()) places.set(id, start + index);
    for (const { type, look } of left) this.#append(renumber(type, placeOf), look);
    return placeOf;
  }

  /** Places a struct or union that looks as a known one, a forward declaration, and the definition of an open enum. */
  #placeByTag({ id, type, look }: Unplaced, places: Map<TypeId, TypeId>): boolean {
    const tag = tagOf(type);
    if (tag === undefined) return false;
    const place = isForward(type)
      ? this.#definitions.get(tag)
      : look === undefined
        ? this.#define(tag, type)
        : this.#known.get(look);
    if (place !== undefined) places.set(id, place);
    return place !== undefined;
  }

  /** Puts the definition of an enum where it was only declared. */
  #define(tag: string, type: BtfType): TypeId | undefined {
    const open = this.#definitions.has(tag) ? undefined : this.#openEnums.get(tag);
    if (open === undefined) return undefined;
    this.types[open] = type;
    this.#definitions.set(tag, open);
    this.#known.set(keyOf(type), open);
    return open;
  }

  #placeByKey({ id, type }: Unplaced, places: Map<TypeId, TypeId>, placeOf: (id: TypeId) => TypeId): boolean {
    const place = this.#known.get(keyOf(renumber(type, placeOf)));
    if (place !== undefined) places.set(id, place);
    return place !== undefined;
  }
}

/** Several split BTFs in one, and where the types of each stand in it. */
export interface MergedBtf {
  readonly btf: Btf;
  /** For each split BTF: the id in the merged one of a type that had this id. */
  readonly placeOf: readonly ((id: TypeId) => TypeId)[];
}

/**
 * One BTF with the types of a kernel and of its modules, whose BTF continues the kernel's. Types that a module repeats stand
 * in it once, and an enum that the kernel only declares is defined as the first module defines it.
 */
export function mergeBtf(base: Btf, splits: readonly Btf[]): MergedBtf {
  const merging = new Merging(base);
  const placeOf = splits.map((split) => merging.add(split, base));
  return { btf: new Btf(merging.types), placeOf };
}
