import type { Btf } from "../../btf/btf.ts";
import type { BtfType, TypeId } from "../../btf/types.ts";
import { type Prototype, prototypeAt } from "../../kernel/contexts/function-arguments.ts";
import type { LinkedFunction } from "../../object/linked-object.ts";

/** What a type is beside its name and size (`info` of struct btf_type). */
function isAlike(one: BtfType, other: BtfType): boolean {
  if (one.kind === "enum" && other.kind === "enum") {
    return one.is64 === other.is64 && one.signed === other.signed && one.values.length === other.values.length;
  }
  return one.kind === other.kind;
}

const describe = (type: BtfType): string =>
  "name" in type && type.name !== "" ? `${type.kind} ${type.name}` : type.kind;

function argumentMismatch(btf: Btf, own: TypeId, other: TypeId): string | undefined {
  const [type, due] = [btf.resolved(own), btf.resolved(other)];
  if (!isAlike(type, due)) return `is ${describe(type)}, not ${describe(due)}`;
  if ("size" in type && "size" in due && type.size !== due.size) return `has ${type.size} bytes, not ${due.size}`;
  if (type.kind !== "ptr" || due.kind !== "ptr") return undefined;
  const [behind, dueBehind] = [btf.resolved(type.type), btf.resolved(due.type)];
  if (behind.kind !== "struct" || dueBehind.kind !== "struct")
    return "points to no struct, so that it can't be compared";
  return behind.name === dueBehind.name
    ? undefined
    : `points to struct ${behind.name}, not to struct ${dueBehind.name}`;
}

function prototypeMismatch(btf: Btf, own: Prototype, due: Prototype): string | undefined {
  const [count, dueCount] = [own.params.length, due.params.length];
  if (count !== dueCount) return `it takes ${count} arguments, and the function ${dueCount}`;
  const [returned, dueReturned] = [btf.resolved(own.returns), btf.resolved(due.returns)];
  if (!isAlike(returned, dueReturned))
    return `it returns ${describe(returned)}, and the function ${describe(dueReturned)}`;
  for (const [index, { type }] of own.params.entries()) {
    const mismatch = argumentMismatch(btf, type, due.params[index]?.type ?? 0);
    if (mismatch !== undefined) return `its argument ${index} ${mismatch}`;
  }
  return undefined;
}

/**
 * How the first function differs from the one that it is to run in the place of; undefined where it fits (btf_check_func_type_match,
 * kernel/bpf/btf.c, v7.3).
 */
export function signatureMismatch(btf: Btf, own: LinkedFunction, due: LinkedFunction): string | undefined {
  const [prototype, dueOne] = [prototypeAt(btf, own.type), prototypeAt(btf, due.type)];
  if (!prototype || !dueOne) return "there are no types of both functions";
  return prototypeMismatch(btf, prototype, dueOne);
}
