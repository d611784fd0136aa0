import type { Btf } from "../btf/btf.ts";
import { kfuncIds } from "../btf/kfunc-ids.ts";
import type { TypeId } from "../btf/types.ts";

/** What names of a kernel mean, gathered once for each BTF. */
export interface KernelNames {
  /** Functions tagged as kfuncs; where a kernel tags none (before 6.9), every function. */
  readonly kfuncs: ReadonlyMap<string, TypeId>;
  readonly enumerators: ReadonlySet<string>;
}

const gathered = new WeakMap<Btf, KernelNames>();

export function kernelNames(btf: Btf): KernelNames {
  const known = gathered.get(btf);
  if (known) return known;
  const names = { kfuncs: gatherKfuncs(btf), enumerators: gatherEnumerators(btf) };
  gathered.set(btf, names);
  return names;
}

function gatherKfuncs(btf: Btf): Map<string, TypeId> {
  const tagged = kfuncIds(btf);
  const ids = tagged.length > 0 ? tagged : [...btf.ofKind("func")].map(([id]) => id);
  const kfuncs = new Map<string, TypeId>();
  for (const id of ids) {
    const type = btf.type(id);
    if (type.kind === "func" && !kfuncs.has(type.name)) kfuncs.set(type.name, id);
  }
  return kfuncs;
}

function gatherEnumerators(btf: Btf): Set<string> {
  const names = new Set<string>();
  for (const [, type] of btf.ofKind("enum")) for (const { name } of type.values) names.add(name);
  return names;
}
