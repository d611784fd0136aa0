import type { Btf } from "../../btf/btf.ts";
import { declTags } from "../../btf/decl-tags.ts";
import type { TypeId } from "../../btf/types.ts";
import { prototypeAt } from "../contexts/function-arguments.ts";

/** What a parameter of a global function can be said to be: `__arg_ctx` and the like of bpf_helpers.h. */
export const argumentTags = ["ctx", "trusted", "untrusted", "nonnull", "nullable", "arena"] as const;

/** A parameter with tags (btf_scan_decl_tags, kernel/bpf/btf.c, v7.3). */
export interface TaggedParameter {
  /** From 0. */
  readonly index: number;
  readonly tags: ReadonlySet<string>;
  /** In the object's BTF. */
  readonly type: TypeId;
}

const PREFIX = "arg:";

/** The parameters of a function that have tags. `func` is its id in the object's BTF. */
export function taggedParameters(btf: Btf, func: TypeId): readonly TaggedParameter[] {
  const tags = declTags(btf, PREFIX);
  return (prototypeAt(btf, func)?.params ?? []).flatMap((parameter, index) => {
    const own = new Set(tags.on(func, index));
    return own.size > 0 ? [{ index, tags: own, type: parameter.type }] : [];
  });
}
