import type { Btf } from "./btf.ts";
import { isComposite } from "./composite.ts";
import { type CStyle, printDeclaration } from "./print-declaration.ts";
import { printEnumBody } from "./print-enum.ts";
import { printRecordBody } from "./print-record.ts";
import { uniqueNames } from "./type-names.ts";
import type { TypeId } from "./types.ts";
import { walkPostOrder } from "./walk.ts";

/** One definition of a header. */
export interface HeaderPart {
  readonly text: string;
  /** What it defines: `struct file`, `union x`, `enum xdp_action`, and typedefs and enumerators by their bare names. */
  readonly defines: readonly string[];
  /** What must be defined before it. */
  readonly needs: readonly string[];
  /** Structs and unions that must be declared before it, since parameters point to them. */
  readonly mentions: readonly string[];
}

/** All types of a BTF as C, by definition. */
export interface HeaderParts {
  /** A line for every struct and union, so that a pointer to it means the same type wherever it is first named. */
  readonly declarations: readonly string[];
  /** In an order in which C can read them: enums with names, typedefs and structs, the other enums. */
  readonly enums: readonly HeaderPart[];
  readonly definitions: readonly HeaderPart[];
  readonly looseEnums: readonly HeaderPart[];
}

/** Collects what C must have seen before a type can be written out. */
class Needs {
  /** Typedefs, and structs whose size must be known. */
  readonly ids: TypeId[] = [];
  readonly enums: TypeId[] = [];
  /** Structs that stand in a parameter list, where C would take them for others. */
  readonly inParameters: TypeId[] = [];
  readonly #seen = new Set<string>();
  readonly #btf: Btf;

  constructor(btf: Btf) {
    this.#btf = btf;
  }

  static of(btf: Btf, id: TypeId): Needs {
    const needs = new Needs(btf);
    const type = btf.type(id);
    if (type.kind === "typedef") needs.add(type.type, false);
    else needs.addMembers(id);
    return needs;
  }

  /** `complete`: whether the type's size must be known, not only its name. */
  add(id: TypeId, complete: boolean, parameter = false): void {
    const key = `${id} ${complete} ${parameter}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const type = this.#btf.type(id);
    switch (type.kind) {
      case "ptr":
        this.add(type.type, false, parameter);
        break;
      case "array":
        this.add(type.element, true, parameter);
        break;
      case "const":
      case "volatile":
      case "restrict":
      case "type_tag":
        this.add(type.type, complete, parameter);
        break;
      case "typedef":
        this.ids.push(id);
        if (complete) this.add(type.type, true);
        break;
      case "func_proto":
        this.add(type.returns, false, parameter);
        for (const param of type.params) this.add(param.type, false, true);
        break;
      case "struct":
      case "union":
        if (type.name === "") this.addMembers(id);
        else if (complete) this.ids.push(id);
        else if (parameter) this.inParameters.push(id);
        break;
      case "fwd":
        if (parameter) this.inParameters.push(id);
        break;
      case "enum":
        if (type.name !== "") this.enums.push(id);
        break;
      default:
        break;
    }
  }

  addMembers(id: TypeId): void {
    const type = this.#btf.type(id);
    if (!isComposite(type)) return;
    for (const member of type.members) this.add(member.type, true);
  }
}

/** Named structs and typedefs, each after what it needs. */
function definitionOrder(btf: Btf): TypeId[] {
  const order: TypeId[] = [];
  const definitions = [...btf.types.entries()]
    .filter(([, type]) => type.kind === "typedef" || (isComposite(type) && type.name !== ""))
    .map(([id]) => id);
  walkPostOrder(definitions, {
    children: (id) => Needs.of(btf, id).ids,
    leave: (id) => order.push(id),
  });
  return order;
}

/** Prints the types of one BTF, and keeps which enumerators each print held. */
class Printer {
  readonly style: CStyle;
  readonly inlined = new Set<TypeId>();
  #enumerators: string[] = [];

  constructor(btf: Btf) {
    const names = uniqueNames(btf);
    const enumerator = (name: string) => {
      const unique = names.enumerator(name);
      this.#enumerators.push(unique);
      return unique;
    };
    const onInlineEnum = (id: TypeId) => this.inlined.add(id);
    this.style = { btf, names: { ...names, enumerator }, tags: true, onInlineEnum };
  }

  /** How a part calls a type that it needs. */
  #nameOf(id: TypeId): string {
    return this.style.btf.type(id).kind === "typedef"
      ? this.style.names.typedef(id)
      : printDeclaration(this.style, id, "");
  }

  part(id: TypeId, print: (style: CStyle) => string): HeaderPart {
    this.#enumerators = [];
    const text = print(this.style);
    const enumerators = this.#enumerators;
    const type = this.style.btf.type(id);
    const own = "name" in type && type.name !== "" ? [this.#nameOf(id)] : [];
    const namesOf = (ids: readonly TypeId[]) => ids.map((each) => this.#nameOf(each));
    // Few of a header's parts are ever asked for what they need.
    let needs: Needs | undefined;
    const needed = () => {
      needs ??= Needs.of(this.style.btf, id);
      return needs;
    };
    return {
      text,
      defines: [...own, ...enumerators],
      get needs() {
        return namesOf([...needed().ids, ...needed().enums]);
      },
      get mentions() {
        return namesOf(needed().inParameters);
      },
    };
  }

  enum(id: TypeId): HeaderPart {
    return this.part(id, (style) => {
      const type = style.btf.type(id);
      const tag = style.names.tag(id);
      return type.kind === "enum" ? `enum ${tag === "" ? "" : `${tag} `}${printEnumBody(style, type, 0)};` : "";
    });
  }

  definition(id: TypeId): HeaderPart {
    return this.part(id, (style) => {
      const type = style.btf.type(id);
      if (isComposite(type)) {
        return `${type.kind} ${style.names.tag(id)} ${printRecordBody(style, type, 0)};`;
      }
      if (type.kind !== "typedef") return "";
      return `typedef ${printDeclaration(style, type.type, style.names.typedef(id))};`;
    });
  }

  declarations(): string[] {
    const lines = new Set<string>();
    for (const [id, type] of this.style.btf.types.entries()) {
      const isEmptyEnum = type.kind === "enum" && type.values.length === 0 && type.name !== "";
      const isNamed = isComposite(type) && type.name !== "";
      if (isNamed || isEmptyEnum || type.kind === "fwd") lines.add(`${printDeclaration(this.style, id, "")};`);
    }
    return [...lines];
  }
}

export function headerParts(btf: Btf): HeaderParts {
  const printer = new Printer(btf);
  const enums = [...btf.ofKind("enum")].filter(([, { values }]) => values.length > 0);
  // In the order of the header: names of enumerators are made unique as they are printed.
  return {
    enums: enums.filter(([, { name }]) => name !== "").map(([id]) => printer.enum(id)),
    declarations: printer.declarations(),
    definitions: definitionOrder(btf).map((id) => printer.definition(id)),
    looseEnums: enums
      .filter(([id, { name }]) => name === "" && !printer.inlined.has(id))
      .map(([id]) => printer.enum(id)),
  };
}
