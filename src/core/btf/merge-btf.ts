import { Btf } from "./btf.ts";
import { printType } from "./print-type.ts";
import { renumber } from "./renumber.ts";
import type { BtfType, TypeId } from "./types.ts";

/** A key that two types share if and only if they are the same by what they name directly. */
const keyOf = (type: BtfType): string =>
  JSON.stringify(type, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));

/**
 * What a struct, union or forward declaration with a tag looks like from outside: its size, and its members as C spells
 * them. Two of a kernel's with the same look are one type that was compiled twice.
 */
function lookOf(btf: Btf, type: BtfType): string | undefined {
  if (type.kind === "fwd") return `${type.union ? "union" : "struct"} ${type.name}`;
  if ((type.kind !== "struct" && type.kind !== "union") || type.name === "") return undefined;
  const members = type.members.map(({ name, type: id, bitOffset, bitFieldSize }) => {
    return `${bitOffset} ${bitFieldSize} ${name} ${printType(btf, id)}`;
  });
  return [`${type.kind} ${type.name} ${type.size}`, ...members].join("\n");
}

class Merging {
  readonly types: BtfType[];
  /** By key, for types without a tag and for those that name nothing else. */
  readonly #known = new Map<string, TypeId>();
  readonly #looks = new Map<string, TypeId>();

  constructor(base: Btf) {
    this.types = [...base.types];
    base.types.forEach((type, id) => {
      this.#remember(type, lookOf(base, type), id);
    });
  }

  #remember(type: BtfType, look: string | undefined, id: TypeId): void {
    if (look === undefined) this.#setOnce(this.#known, keyOf(type), id);
    else this.#setOnce(this.#looks, look, id);
    // A forward declaration is met by any definition of its name.
    if ((type.kind === "struct" || type.kind === "union") && type.name !== "") {
      this.#setOnce(this.#looks, `${type.kind} ${type.name}`, id);
    }
  }

  #setOnce(map: Map<string, TypeId>, key: string, id: TypeId): void {
    if (!map.has(key)) map.set(key, id);
  }

  /** Adds what a split BTF has beyond its base; the ids that its types have now. */
  add(split: Btf, base: Btf): (id: TypeId) => TypeId {
    const first = base.types.length;
    const ids = new Map<TypeId, TypeId>();
    const idOf = (id: TypeId): TypeId => (id < first ? id : (ids.get(id) ?? id));
    const own = split.types.slice(first).map((type, index) => ({ type, id: first + index, look: lookOf(split, type) }));
    this.#placeTagged(own, ids);
    // A type without a tag is the same as another once all that it names is: repeated until no more are found.
    for (let left = own.filter(({ id }) => !ids.has(id)), before = -1; left.length !== before; ) {
      before = left.length;
      left = left.filter(({ type, id }) => {
        const at = this.#known.get(keyOf(renumber(type, (each) => (each < first || ids.has(each) ? idOf(each) : -1))));
        if (at !== undefined) ids.set(id, at);
        return at === undefined;
      });
    }
    const added = own.filter(({ id }) => !ids.has(id));
    const start = this.types.length;
    for (const [index, { id }] of added.entries()) ids.set(id, start + index);
    for (const { type } of added) this.types.push(renumber(type, idOf));
    added.forEach(({ look }, index) => {
      const type = this.types[start + index];
      if (type) this.#remember(type, look, start + index);
    });
    return idOf;
  }

  #placeTagged(own: readonly { id: TypeId; look: string | undefined }[], ids: Map<TypeId, TypeId>): void {
    for (const { id, look } of own) {
      const at = look === undefined ? undefined : this.#looks.get(look);
      if (at !== undefined) ids.set(id, at);
    }
  }
}

/** Several split BTFs in one, and where the types of each stand in it. */
export interface MergedBtf {
  readonly btf: Btf;
  /** For each split BTF: the id in the merged one of a type that had this id. */
  readonly idOf: readonly ((id: TypeId) => TypeId)[];
}

/**
 * One BTF with the types of a kernel and of its modules, whose BTF continues the kernel's. Types that a module repeats stand
 * in it once. Pure renaming: no type changes but in the ids that it names.
 */
export function mergeBtf(base: Btf, splits: readonly Btf[]): MergedBtf {
  const merging = new Merging(base);
  const idOf = splits.map((split) => merging.add(split, base));
  return { btf: new Btf(merging.types), idOf };
}
