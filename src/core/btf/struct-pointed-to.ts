import type { Btf } from "./btf.ts";
import type { TypeId } from "./types.ts";

/** The struct or union that a pointer leads to; undefined for any other type. */
export function structPointedTo(btf: Btf, id: TypeId): TypeId | undefined {
  const pointer = btf.resolved(id);
  if (pointer.kind !== "ptr") return undefined;
  const { kind } = btf.resolved(pointer.type);
  return kind === "struct" || kind === "union" ? btf.resolve(pointer.type) : undefined;
}
