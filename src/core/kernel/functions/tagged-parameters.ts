import type { Btf } from "../../btf/btf.ts";
import type { TypeId } from "../../btf/types.ts";

/** What a parameter of a global function can be said to be: `__arg_ctx` and the like of bpf_helpers.h. */
export const argumentTags = ["ctx", "trusted", "untrusted", "nonnull", "nullable", "arena"] as const;

export type ArgumentTag = (typeof argumentTags)[number];

/** A parameter with tags (btf_scan_decl_tags, kernel/bpf/btf.c, v7.3). */
export interface TaggedParameter {
  /** From 0. */
  readonly index: number;
  readonly tags: ReadonlySet<string>;
  /** In the object's BTF. */
  readonly type: TypeId;
}

const PREFIX = "arg:";

type Tags = ReadonlyMap<TypeId, ReadonlyMap<number, ReadonlySet<string>>>;

const known = new WeakMap<Btf, Tags>();

/** All tags of parameters, by the function and the parameter's number. */
function tagsIn(btf: Btf): Tags {
  const found = known.get(btf);
  if (found) return found;
  const tags = new Map<TypeId, Map<number, Set<string>>>();
  for (const [, { name, type, component }] of btf.ofKind("decl_tag")) {
    if (!name.startsWith(PREFIX) || component < 0) continue;
    const ofFunction = tags.get(type) ?? new Map<number, Set<string>>();
    tags.set(type, ofFunction);
    ofFunction.set(component, (ofFunction.get(component) ?? new Set()).add(name.slice(PREFIX.length)));
  }
  known.set(btf, tags);
  return tags;
}

/** The parameters of a function that have tags. `func` is its id in the object's BTF. */
export function taggedParameters(btf: Btf, func: TypeId): readonly TaggedParameter[] {
  const tags = tagsIn(btf).get(func);
  const type = btf.type(func);
  const prototype = type.kind === "func" ? btf.resolved(type.type) : undefined;
  if (!tags || prototype?.kind !== "func_proto") return [];
  return prototype.params.flatMap((parameter, index) => {
    const own = tags.get(index);
    return own ? [{ index, tags: own, type: parameter.type }] : [];
  });
}
