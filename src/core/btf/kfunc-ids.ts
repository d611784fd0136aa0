import type { Btf } from "./btf.ts";
import type { TypeId } from "./types.ts";

/** The declaration tag that pahole gives to the functions marked __bpf_kfunc (v6.9 on). */
const KFUNC_TAG = "bpf_kfunc";

/** The functions that the kernel's build tagged as kfuncs, by id. */
export function kfuncIds(btf: Btf): TypeId[] {
  const ids = new Set<TypeId>();
  for (const [, tag] of btf.ofKind("decl_tag")) {
    if (tag.name === KFUNC_TAG && btf.type(tag.type).kind === "func") ids.add(tag.type);
  }
  return [...ids].sort((left, right) => left - right);
}
