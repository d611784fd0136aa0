import type { Btf } from "../../btf/btf.ts";
import type { BtfKind, TypeId } from "../../btf/types.ts";

/** A flavour: three underscores between other characters, and what follows, at the end of a name. */
const flavour = /^(.*[^_])___[^_].*$/s;

/** The name without its flavour: `task_struct___old` is `task_struct` to libbpf. */
export function essentialName(name: string): string {
  return flavour.exec(name)?.[1] ?? name;
}

type Index = ReadonlyMap<string, readonly TypeId[]>;

const indices = new WeakMap<Btf, Index>();

function indexOf(btf: Btf): Index {
  const known = indices.get(btf);
  if (known) return known;
  const index = new Map<string, TypeId[]>();
  for (const [id, type] of btf.types.entries()) {
    if (!("name" in type) || type.name === "") continue;
    const key = `${type.kind} ${essentialName(type.name)}`;
    const ids = index.get(key);
    if (ids) ids.push(id);
    else index.set(key, [id]);
  }
  indices.set(btf, index);
  return index;
}

/** All types of a kind whose name is this one but for a flavour. */
export function typesNamed(btf: Btf, kind: BtfKind, name: string): readonly TypeId[] {
  return indexOf(btf).get(`${kind} ${essentialName(name)}`) ?? [];
}
