import type { Btf } from "./btf.ts";
import type { TypeId } from "./types.ts";

const counts = new WeakMap<Btf, Map<TypeId, number>>();

/**
 * The members of a struct or union, with those of the structs and unions that it holds by value, arrays left aside; 0 for
 * any other type. Members without bytes make the number double with each level: it can be as large as 2^200.
 */
export function countMembers(btf: Btf, id: TypeId): number {
  const known = counts.get(btf) ?? new Map<TypeId, number>();
  counts.set(btf, known);
  const at = btf.resolve(id);
  const count = known.get(at) ?? addMembers(btf, at);
  known.set(at, count);
  return count;
}

function addMembers(btf: Btf, id: TypeId): number {
  const type = btf.type(id);
  if (type.kind !== "struct" && type.kind !== "union") return 0;
  return type.members.reduce((sum, member) => sum + 1 + countMembers(btf, member.type), 0);
}
