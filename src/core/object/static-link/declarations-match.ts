import type { Btf } from "../../btf/btf.ts";
import type { BtfType, TypeId } from "../../btf/types.ts";

/** Types of two objects. */
export interface ObjectPair {
  readonly left: Btf;
  readonly right: Btf;
}

const nameOf = (type: BtfType): string => ("name" in type ? type.name : "");

const sizeOf = (type: BtfType): number => ("size" in type ? type.size : 0);

const isStatic = (type: BtfType): boolean => (type.kind === "func" || type.kind === "var") && type.linkage === "static";

/** Whether a forward declaration is one of a struct or union: by name, and of its kind. */
function declares(forward: BtfType, whole: BtfType): boolean {
  if (forward.kind !== "fwd" || nameOf(forward) !== nameOf(whole)) return false;
  return whole.kind === (forward.union ? "union" : "struct");
}

type Members = Extract<BtfType, { kind: "struct" | "union" }>["members"];

const membersMatch = (pair: ObjectPair, left: Members, right: Members): boolean =>
  left.length === right.length &&
  left.every((member, index) => {
    const other = right[index];
    if (!other || member.name !== other.name || member.bitOffset !== other.bitOffset) return false;
    return declarationsMatch(pair, member.type, other.type);
  });

/**
 * Whether a symbol is declared alike in two objects (glob_sym_btf_matches, tools/lib/bpf/linker.c, v7.3). Behind a pointer
 * only the names of structs count, and forward declarations will do.
 */
export function declarationsMatch(pair: ObjectPair, leftId: TypeId, rightId: TypeId, exact = true): boolean {
  const [left, right] = [pair.left.resolved(leftId), pair.right.resolved(rightId)];
  if (!exact && left.kind !== right.kind) return declares(left, right) || declares(right, left);
  const isNamed = ["struct", "union", "enum", "fwd", "func", "var"].includes(left.kind);
  if (left.kind !== right.kind || (isNamed && nameOf(left) !== nameOf(right))) return false;
  switch (left.kind) {
    case "int":
    case "float":
    case "enum":
      return sizeOf(left) === sizeOf(right);
    case "ptr":
      return right.kind === "ptr" && declarationsMatch(pair, left.type, right.type, false);
    case "array":
      return right.kind === "array" && declarationsMatch(pair, left.element, right.element, exact);
    case "func":
    case "var":
      if (right.kind !== left.kind || isStatic(left) !== isStatic(right)) return false;
      return declarationsMatch(pair, left.type, right.type, exact);
    case "struct":
    case "union":
      return !exact || (right.kind === left.kind && membersMatch(pair, left.members, right.members));
    case "func_proto":
      return (
        right.kind === "func_proto" &&
        left.params.length === right.params.length &&
        left.params.every(({ type }, index) => declarationsMatch(pair, type, right.params[index]?.type ?? 0, exact)) &&
        declarationsMatch(pair, left.returns, right.returns, exact)
      );
    default:
      return left.kind === "void" || left.kind === "fwd";
  }
}
