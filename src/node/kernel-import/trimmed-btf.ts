import type { Btf } from "../../core/btf/btf.ts";
import { mergeBtf } from "../../core/btf/merge-btf.ts";
import { trimBtf } from "../../core/btf/trim-btf.ts";
import { writeBtf } from "../../core/btf/write-btf.ts";
import type { ReadKernel } from "../../core/kernel-binary/read-kernel.ts";
import { POINTER_DEPTH, trimRoots } from "./trim-roots.ts";

/** What stands in `vmlinux.btf`: the types that kfuncs, those of modules too, contexts and examples reach. */
export function trimmedBtf({ parts: [kernel, ...modules] }: ReadKernel): { bytes: Uint8Array; types: number } {
  const merged = mergeBtf(
    kernel.btf,
    modules.map(({ btf }): Btf => btf),
  );
  const ofModules = modules.flatMap(({ kfuncs }, index) => kfuncs.map((id) => merged.placeOf[index]?.(id) ?? 0));
  const roots = trimRoots(merged.btf, [...kernel.kfuncs, ...ofModules]);
  const types = trimBtf(merged.btf, { roots, pointerDepth: POINTER_DEPTH });
  return { bytes: writeBtf(types), types: types.length - 1 };
}
