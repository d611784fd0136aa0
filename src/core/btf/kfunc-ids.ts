import type { Btf } from "./btf.ts";
import type { TypeId } from "./types.ts";

/** The declaration tag that pahole gives to the functions marked __bpf_kfunc (v6.9 on). */
const KFUNC_TAG = "bpf_kfunc";

/** Looked for once in each kernel: every object that is linked asks. */
const known = new WeakMap<Btf, readonly TypeId[]>();

/** The functions that the kernel's build tagged as kfuncs, by id. */
export function kfuncIds(btf: Btf): readonly TypeId[] {
  const ids = known.get(btf) ?? findKfuncIds(btf);
  known.set(btf, ids);
  return ids;
}

function findKfuncIds(btf: Btf): TypeId[] {
  const ids = new Set<TypeId>();
  for (const [, tag] of btf.ofKind("decl_tag")) {
    if (tag.name === KFUNC_TAG && btf.type(tag.type).kind === "func") ids.add(tag.type);
  }
  return [...ids].sort((left, right) => left - right);
}
