import { BtfStrings } from "./strings.ts";
import type { BtfKind, BtfType, BtfTypeOf, TypeId } from "./types.ts";

/** A set of BTF types with look-ups by name. Built by `readBtf`; `types[0]` is void. */
export class Btf {
  readonly types: readonly BtfType[];
  /** The string section, for data that names strings by offset (.BTF.ext, split BTF). */
  readonly strings: BtfStrings;
  readonly #ids = new Map<string, TypeId[]>();

  constructor(types: readonly BtfType[], strings: BtfStrings = BtfStrings.none) {
    this.types = types;
    this.strings = strings;
    types.forEach((type, id) => {
      if (!("name" in type) || type.name === "") return;
      const key = `${type.kind} ${type.name}`;
      const ids = this.#ids.get(key);
      if (ids) ids.push(id);
      else this.#ids.set(key, [id]);
    });
  }

  /** The type with this id; void where the id is out of range (a reader refuses such data beforehand). */
  type(id: TypeId): BtfType {
    return this.types[id] ?? { kind: "void" };
  }

  /** The first type of this kind and name. */
  find(kind: BtfKind, name: string): TypeId | undefined {
    return this.#ids.get(`${kind} ${name}`)?.[0];
  }

  /** Every type of this kind and name: a kernel can hold several (static functions, per-file structs). */
  findAll(kind: BtfKind, name: string): readonly TypeId[] {
    return this.#ids.get(`${kind} ${name}`) ?? [];
  }

  /** All types of one kind with their ids. */
  *ofKind<Kind extends BtfKind>(kind: Kind): Generator<[TypeId, BtfTypeOf<Kind>]> {
    for (const [id, type] of this.types.entries()) if (type.kind === kind) yield [id, type as BtfTypeOf<Kind>];
  }

  /** Follows const, volatile, restrict, type tags and typedefs to the type behind them. */
  resolve(id: TypeId): TypeId {
    let at = id;
    for (;;) {
      const type = this.type(at);
      switch (type.kind) {
        case "const":
        case "volatile":
        case "restrict":
        case "typedef":
        case "type_tag":
          at = type.type;
          break;
        default:
          return at;
      }
    }
  }

  resolved(id: TypeId): BtfType {
    return this.type(this.resolve(id));
  }
}
