import type { Btf } from "./btf.ts";
import { referencesOf } from "./references.ts";
import { renumber } from "./renumber.ts";
import type { BtfType, TypeId } from "./types.ts";

/** Types in the order in which a walk meets them, whatever numbers they had. */
export interface NumberedTypes {
  readonly types: readonly BtfType[];
  /** The new number; 0 for void, and undefined for what no root leads to. */
  readonly numberOf: (id: TypeId) => TypeId | undefined;
}

/** Numbers all types that the roots lead to anew: two BTFs that say the same of their roots become equal. */
export function numberedFrom(btf: Btf, roots: readonly TypeId[]): NumberedTypes {
  const numbers = new Map<TypeId, TypeId>([[0, 0]]);
  const order: TypeId[] = [];
  const meet = (id: TypeId) => {
    if (numbers.has(id)) return;
    order.push(id);
    numbers.set(id, order.length);
  };
  roots.forEach(meet);
  // `order` grows as it is walked.
  for (const id of order) for (const { type } of referencesOf(btf.type(id))) meet(type);
  const numberOf = (id: TypeId) => numbers.get(id);
  return { types: order.map((id) => renumber(btf.type(id), (each) => numberOf(each) ?? 0)), numberOf };
}
