import type { Btf } from "../btf/btf.ts";
import type { TypeId } from "../btf/types.ts";

/** How libbpf takes the type of an extern with `__kconfig`: which values of the configuration fit into it. */
export type KconfigKind = "bool" | "char" | "integer" | "tristate" | "text";

const TRISTATE = "libbpf_tristate";
const integerSizes: readonly number[] = [2, 4, 8];

/** find_kcfg_type (tools/lib/bpf/libbpf.c, v7.3); undefined for a type that libbpf does not take. */
export function kconfigKind(btf: Btf, id: TypeId): KconfigKind | undefined {
  const type = btf.resolved(id);
  if (type.kind === "array") return type.length > 0 && kconfigKind(btf, type.element) === "char" ? "text" : undefined;
  if (type.kind === "enum") return type.name === TRISTATE && (type.size === 4 || type.is64) ? "tristate" : undefined;
  if (type.kind !== "int") return undefined;
  if (type.encoding.bool) return type.size === 1 ? "bool" : undefined;
  if (type.size === 1) return "char";
  return integerSizes.includes(type.size) ? "integer" : undefined;
}

/** Whether numbers in it have a sign, as find_kcfg_type tells. */
export function isKconfigSigned(btf: Btf, id: TypeId): boolean {
  const type = btf.resolved(id);
  return type.kind === "int" && type.encoding.signed;
}
