import type { Btf } from "../../core/btf/btf.ts";
import type { BtfTypeOf, TypeId } from "../../core/btf/types.ts";

/** The parameters of a function by its number. */
export function parametersOf(btf: Btf, typeId: TypeId): BtfTypeOf<"func_proto">["params"] {
  const func = btf.type(typeId);
  const prototype = func.kind === "func" ? btf.type(func.type) : func;
  return prototype.kind === "func_proto" ? prototype.params : [];
}
