import type { Btf } from "./btf.ts";
import { type CStyle, printDeclaration } from "./print-declaration.ts";
import { printEnumBody } from "./print-enum.ts";
import { printRecordBody } from "./print-record.ts";
import { uniqueNames } from "./type-names.ts";
import type { TypeId } from "./types.ts";
import { walkPostOrder } from "./walk.ts";

const HEAD = `#ifndef __VMLINUX_H__
#define __VMLINUX_H__

#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
#endif
`;

const TAIL = `#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute pop
#endif

#endif /* __VMLINUX_H__ */
`;

/** Collects the typedefs and named structs that C must have seen before a type can be written out. */
class Needs {
  readonly ids: TypeId[] = [];
  readonly #seen = new Set<string>();
  readonly #btf: Btf;

  constructor(btf: Btf) {
    this.#btf = btf;
  }

  /** `complete`: whether the type's size must be known, not only its name. */
  add(id: TypeId, complete: boolean): void {
    const key = `${id} ${complete}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const type = this.#btf.type(id);
    switch (type.kind) {
      case "ptr":
        this.add(type.type, false);
        break;
      case "array":
        this.add(type.element, true);
        break;
      case "const":
      case "volatile":
      case "restrict":
      case "type_tag":
        this.add(type.type, complete);
        break;
      case "typedef":
        this.ids.push(id);
        if (complete) this.add(type.type, true);
        break;
      case "func_proto":
        this.add(type.returns, false);
        for (const param of type.params) this.add(param.type, false);
        break;
      case "struct":
      case "union":
        if (type.name === "") this.addMembers(id);
        else if (complete) this.ids.push(id);
        break;
      default:
        break;
    }
  }

  addMembers(id: TypeId): void {
    const type = this.#btf.type(id);
    if (type.kind !== "struct" && type.kind !== "union") return;
    for (const member of type.members) this.add(member.type, true);
  }
}

/** Named structs and typedefs, each after what it needs. */
function definitionOrder(btf: Btf): TypeId[] {
  const order: TypeId[] = [];
  const definitions = [...btf.types.entries()]
    .filter(
      ([, type]) => type.kind === "typedef" || ((type.kind === "struct" || type.kind === "union") && type.name !== ""),
    )
    .map(([id]) => id);
  walkPostOrder(definitions, {
    children: (id) => {
      const needs = new Needs(btf);
      const type = btf.type(id);
      if (type.kind === "typedef") needs.add(type.type, false);
      else needs.addMembers(id);
      return needs.ids;
    },
    leave: (id) => order.push(id),
  });
  return order;
}

function printDefinition(style: CStyle, id: TypeId): string {
  const type = style.btf.type(id);
  if (type.kind === "struct" || type.kind === "union") {
    return `${type.kind} ${style.names.tag(id)} ${printRecordBody(style, type, 0)};`;
  }
  if (type.kind !== "typedef") return "";
  return `typedef ${printDeclaration(style, type.type, style.names.typedef(id))};`;
}

/** A line for every struct and union, so that a pointer to it means the same type wherever it is first named. */
function forwardDeclarations(style: CStyle): string {
  const lines = new Set<string>();
  for (const [id, type] of style.btf.types.entries()) {
    const isComposite = (type.kind === "struct" || type.kind === "union") && type.name !== "";
    const isEmptyEnum = type.kind === "enum" && type.values.length === 0 && type.name !== "";
    if (isComposite || isEmptyEnum || type.kind === "fwd") lines.add(`${printDeclaration(style, id, "")};`);
  }
  return [...lines].join("\n");
}

/**
 * All types as one C header, the `vmlinux.h` of this BTF, for `clang --target=bpf -fms-extensions`: named enums, forward
 * declarations, typedefs and structs in the order in which they need each other, then the enums that have no name and
 * that nothing names. Every struct gets the size and offsets that BTF states.
 */
export function printHeader(btf: Btf): string {
  const inlined = new Set<TypeId>();
  const style: CStyle = { btf, names: uniqueNames(btf), tags: true, onInlineEnum: (id) => inlined.add(id) };
  const enums = [...btf.ofKind("enum")];
  const named = enums
    .filter(([, type]) => type.name !== "" && type.values.length > 0)
    .map(([id, type]) => `enum ${style.names.tag(id)} ${printEnumBody(style, type, 0)};`);
  const definitions = definitionOrder(btf).map((id) => printDefinition(style, id));
  const loose = enums
    .filter(([id, type]) => type.name === "" && type.values.length > 0 && !inlined.has(id))
    .map(([, type]) => `enum ${printEnumBody(style, type, 0)};`);
  return [HEAD, ...named, forwardDeclarations(style), ...definitions, ...loose, TAIL]
    .filter((part) => part !== "")
    .join("\n\n");
}
