import type { Btf } from "../../btf/btf.ts";
import type { TypeId } from "../../btf/types.ts";

/** The deepest nesting that the verifier follows (__btf_type_is_scalar_struct, kernel/bpf/verifier.c, v7.3). */
const DEEPEST = 3;

/** Whether a struct or union holds nothing but integers, enums, arrays of them and such structs: then any memory can stand in for it. */
export function isScalarStruct(btf: Btf, id: TypeId, depth = 0): boolean {
  const type = btf.resolved(id);
  if (type.kind !== "struct" && type.kind !== "union") return false;
  return type.members.every((member) => isScalarMember(btf, member.type, depth));
}

function isScalarMember(btf: Btf, id: TypeId, depth: number): boolean {
  const type = btf.resolved(id);
  if (type.kind === "int" || type.kind === "enum") return true;
  if (type.kind === "array") {
    const element = btf.resolved(type.element);
    return type.length > 0 && (element.kind === "int" || element.kind === "enum");
  }
  return depth < DEEPEST && isScalarStruct(btf, id, depth + 1);
}
