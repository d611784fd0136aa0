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

/** Two types that have to match; `exact` until a pointer leads to them. */
interface Question {
  readonly left: TypeId;
  readonly right: TypeId;
  readonly exact: boolean;
}

type Prototype = Extract<BtfType, { kind: "func_proto" }>;
type Members = Extract<BtfType, { kind: "struct" | "union" }>["members"];

/** What is left to ask where two types may match; undefined where they do not. */
type Further = readonly Question[] | undefined;

function ofMembers(left: Members, right: Members): Further {
  if (left.length !== right.length) return undefined;
  const areAlike = left.every(({ name, bitOffset }, index) => {
    const other = right[index];
    return name === other?.name && bitOffset === other.bitOffset;
  });
  if (!areAlike) return undefined;
  return left.map(({ type }, index) => ({ left: type, right: right[index]?.type ?? 0, exact: true }));
}

function ofPrototypes(left: Prototype, right: Prototype, exact: boolean): Further {
  if (left.params.length !== right.params.length) return undefined;
  const params = left.params.map(({ type }, index) => ({ left: type, right: right.params[index]?.type ?? 0, exact }));
  return [...params, { left: left.returns, right: right.returns, exact }];
}

const nothing = (isAlike: boolean): Further => (isAlike ? [] : undefined);

function compare(left: BtfType, right: BtfType, exact: boolean): Further {
  if (!exact && left.kind !== right.kind) return nothing(declares(left, right) || declares(right, left));
  const isNamed = ["struct", "union", "enum", "fwd", "func", "var"].includes(left.kind);
  if (left.kind !== right.kind || (isNamed && nameOf(left) !== nameOf(right))) return undefined;
  switch (left.kind) {
    case "int":
    case "float":
    case "enum":
      return nothing(sizeOf(left) === sizeOf(right));
    case "ptr":
      return right.kind === "ptr" ? [{ left: left.type, right: right.type, exact: false }] : undefined;
    case "array":
      return right.kind === "array" ? [{ left: left.element, right: right.element, exact }] : undefined;
    case "func":
    case "var":
      if (right.kind !== left.kind || isStatic(left) !== isStatic(right)) return undefined;
      return [{ left: left.type, right: right.type, exact }];
    case "struct":
    case "union":
      if (!exact) return [];
      return right.kind === left.kind ? ofMembers(left.members, right.members) : undefined;
    case "func_proto":
      return right.kind === "func_proto" ? ofPrototypes(left, right, exact) : undefined;
    default:
      return nothing(left.kind === "void" || left.kind === "fwd");
  }
}

/**
 * Whether a symbol is declared alike in two objects (glob_sym_btf_matches, tools/lib/bpf/linker.c, v7.3). Behind a pointer
 * only the names of structs count, and forward declarations will do. Each pair of types is looked at once: types of a damaged
 * object may lead back to themselves.
 */
export function declarationsMatch(pair: ObjectPair, left: TypeId, right: TypeId): boolean {
  const asked = new Set<string>();
  const open: Question[] = [{ left, right, exact: true }];
  for (let next = open.pop(); next; next = open.pop()) {
    const [leftId, rightId] = [pair.left.resolve(next.left), pair.right.resolve(next.right)];
    const key = `${leftId} ${rightId} ${next.exact}`;
    if (asked.has(key)) continue;
    asked.add(key);
    const further = compare(pair.left.type(leftId), pair.right.type(rightId), next.exact);
    if (!further) return false;
    for (const each of further) open.push(each);
  }
  return true;
}
