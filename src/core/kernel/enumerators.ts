import type { Btf } from "../btf/btf.ts";

const known = new WeakMap<Btf, ReadonlyMap<string, bigint>>();

/** Every enumerator of a kernel with its value, by name; of two with the same name, the one that stands later. */
export function enumerators(btf: Btf): ReadonlyMap<string, bigint> {
  const cached = known.get(btf);
  if (cached) return cached;
  const values = new Map<string, bigint>();
  for (const [, type] of btf.ofKind("enum")) for (const { name, value } of type.values) values.set(name, value);
  known.set(btf, values);
  return values;
}
