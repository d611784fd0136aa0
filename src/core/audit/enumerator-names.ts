import type { Btf } from "../btf/btf.ts";

const gathered = new WeakMap<Btf, ReadonlySet<string>>();

/** Every enumerator of a kernel, gathered once for each BTF. */
export function enumeratorNames(btf: Btf): ReadonlySet<string> {
  const known = gathered.get(btf);
  if (known) return known;
  const names = new Set<string>();
  for (const [, type] of btf.ofKind("enum")) for (const { name } of type.values) names.add(name);
  gathered.set(btf, names);
  return names;
}
