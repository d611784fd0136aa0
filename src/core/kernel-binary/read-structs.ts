import type { Btf } from "../btf/btf.ts";
import { isComposite } from "../btf/composite.ts";
import { valueParts } from "../btf/references.ts";
import { structPointedTo } from "../btf/struct-pointed-to.ts";
import type { BtfComposite, BtfTypeOf, TypeId } from "../btf/types.ts";
import type { StructLayout } from "../facts/structs-file.ts";
import { ITERATOR_CONTEXT, programContexts } from "../uapi/program-contexts.ts";
import { structLayout } from "./struct-layout.ts";

/** A parameter with this in its name states the size of the memory before it. */
const sizeParameter = /__szk?$/;

/** Whether a type holds an address somewhere in its bytes. */
function holdsPointer(btf: Btf, id: TypeId): boolean {
  const type = btf.resolved(id);
  return type.kind === "ptr" || valueParts(type).some((part) => holdsPointer(btf, part));
}

/**
 * Structs of a prototype that can lie in a program's own memory: those that hold no pointer, as the verifier demands
 * (`__btf_type_is_scalar_struct`, kernel/bpf/btf.c), and those whose size is a parameter of its own.
 */
function ownMemory(btf: Btf, { returns, params }: BtfTypeOf<"func_proto">): TypeId[] {
  const sized = params.filter((_, index) => sizeParameter.test(params[index + 1]?.name ?? ""));
  const named = [returns, ...params.map(({ type }) => type)].flatMap((type) => structPointedTo(btf, type) ?? []);
  return [
    ...named.filter((id) => !holdsPointer(btf, id)),
    ...sized.flatMap(({ type }) => structPointedTo(btf, type) ?? []),
  ];
}

function contexts(btf: Btf): TypeId[] {
  const named = programContexts.flatMap((name) => btf.find("struct", name) ?? []);
  const iterators = [...btf.ofKind("struct")].filter(([, { name }]) => name.startsWith(ITERATOR_CONTEXT));
  return [...named, ...iterators.map(([id]) => id)];
}

/** The structs with a tag that stand in the bytes of these, and these. */
function withParts(btf: Btf, ids: Iterable<TypeId>): Map<string, BtfComposite> {
  const found = new Map<string, BtfComposite>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const type = btf.type(id);
    const name = isComposite(type) ? type.name : "";
    if (found.has(name)) continue;
    if (isComposite(type) && name !== "") found.set(name, type);
    open.push(...valueParts(type));
  }
  return found;
}

/**
 * Layouts of the structs that are part of what a program and the kernel agree on, by name: those of its kfuncs that can lie
 * in a program's own memory, contexts of programs, and what these hold by value. Objects of the kernel such as task_struct
 * are left out: CO-RE is there because their layout is nobody's contract.
 */
export function readStructs(btf: Btf, kfuncs: readonly TypeId[], withContexts: boolean): Record<string, StructLayout> {
  const named = kfuncs.flatMap((id) => {
    const func = btf.type(id);
    const prototype = func.kind === "func" ? btf.type(func.type) : func;
    return prototype.kind === "func_proto" ? ownMemory(btf, prototype) : [];
  });
  const found = withParts(btf, withContexts ? [...named, ...contexts(btf)] : named);
  return Object.fromEntries([...found].map(([name, type]) => [name, structLayout(btf, type)]));
}
