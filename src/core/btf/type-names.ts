import type { Btf } from "./btf.ts";
import type { TypeId } from "./types.ts";

/** How types and enumerators are called in printed C. */
export interface TypeNames {
  /** The name after `struct`, `union` or `enum`; empty for one that has none. */
  readonly tag: (id: TypeId) => string;
  /** Of a typedef. */
  readonly typedef: (id: TypeId) => string;
  /** Asked for once for each time that the enumerator is printed. */
  readonly enumerator: (name: string) => string;
}

const ownName = (btf: Btf, id: TypeId): string => {
  const type = btf.type(id);
  return "name" in type ? type.name : "";
};

/** Names that the compiler declares by itself, with another size than the kernel's. */
const builtIns = ["__builtin_va_list"];

/** Every type by its own name: for one declaration at a time, where names can't clash. */
export function plainNames(btf: Btf): TypeNames {
  return { tag: (id) => ownName(btf, id), typedef: (id) => ownName(btf, id), enumerator: (name) => name };
}

/** One of C's two name spaces: hands out a name, with ___2, ___3… once it is taken. */
class NameSpace {
  readonly #counts = new Map<string, number>();

  take(name: string): string {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return count === 1 ? name : `${name}___${count}`;
  }

  has(name: string): boolean {
    return this.#counts.has(name);
  }
}

/**
 * Names that are unique within one header, made as libbpf's btf_dump makes them: the second type of a name gets ___2,
 * a flavour suffix that CO-RE ignores. Tags are one name space, typedefs and enumerators the other.
 */
export function uniqueNames(btf: Btf): TypeNames {
  const tags = new NameSpace();
  const identifiers = new NameSpace();
  for (const name of builtIns) identifiers.take(name);
  const tagOf = new Map<TypeId, string>();
  const typedefOf = new Map<TypeId, string>();
  const defined = new Set<string>();
  for (const [id, type] of btf.types.entries()) {
    if (type.kind === "typedef") typedefOf.set(id, identifiers.take(type.name));
    if ((type.kind !== "struct" && type.kind !== "union" && type.kind !== "enum") || type.name === "") continue;
    tagOf.set(id, tags.take(type.name));
    defined.add(`${type.kind} ${type.name}`);
  }
  for (const [id, type] of btf.ofKind("fwd")) {
    const key = `${type.union ? "union" : "struct"} ${type.name}`;
    tagOf.set(id, defined.has(key) || !tags.has(type.name) ? type.name : tags.take(type.name));
    defined.add(key);
  }
  return {
    tag: (id) => tagOf.get(id) ?? "",
    typedef: (id) => typedefOf.get(id) ?? "",
    enumerator: (name) => identifiers.take(name),
  };
}
