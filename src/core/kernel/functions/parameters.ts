import type { Btf } from "../../btf/btf.ts";
import { declTags } from "../../btf/decl-tags.ts";
import { modifiersOf } from "../../btf/modifiers.ts";
import type { TypeId } from "../../btf/types.ts";
import { prototypeAt } from "../contexts/function-arguments.ts";

/** What a parameter of a global function can be said to be: `__arg_ctx` and the like of bpf_helpers.h. */
export const argumentTags = ["ctx", "trusted", "untrusted", "nonnull", "nullable", "arena"] as const;

/** A parameter of a global function. */
export interface FunctionParameter {
  /** From 0. */
  readonly index: number;
  readonly name: string;
  /** In the order of the BTF. */
  readonly tags: ReadonlySet<string>;
  /** In the object's BTF. */
  readonly type: TypeId;
}

const PREFIX = "arg:";

/** What tags of the type say: that the memory is in an arena (btf_scan_type_tags, kernel/bpf/btf.c, v7.3). */
function typeTags(btf: Btf, id: TypeId): string[] {
  const pointer = btf.resolved(id);
  const pointee = pointer.kind === "ptr" ? pointer.type : id;
  const isInArena = modifiersOf(btf, pointee).some(
    (each) => each.kind === "type_tag" && !each.attribute && each.name === "arena",
  );
  return pointer.kind === "ptr" && isInArena ? ["arena"] : [];
}

const returned: ReadonlySet<string> = new Set(["void", "int", "enum"]);

/** Whether a global function may return what it does: nothing, a number or an arena's pointer (btf_validate_return_type, v7.3). */
export function mayReturn(btf: Btf, func: TypeId): boolean {
  const { returns = 0 } = prototypeAt(btf, func) ?? {};
  return returned.has(btf.resolved(returns).kind) || typeTags(btf, returns).length > 0;
}

/** The parameters of a function with their tags (btf_scan_decl_tags, v7.3). `func` is its id in the object's BTF. */
export function functionParameters(btf: Btf, func: TypeId): readonly FunctionParameter[] {
  const tags = declTags(btf, PREFIX);
  return (prototypeAt(btf, func)?.params ?? []).map(({ name, type }, index) => ({
    index,
    name,
    tags: new Set([...tags.on(func, index), ...typeTags(btf, type)]),
    type,
  }));
}

/** What a parameter's pointer leads to, in the object's BTF; undefined for one that is no pointer. */
export function pointeeOf(btf: Btf, { type }: FunctionParameter): TypeId | undefined {
  const pointer = btf.resolved(type);
  return pointer.kind === "ptr" ? pointer.type : undefined;
}
