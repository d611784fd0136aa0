import { readBtf } from "../btf/read-btf.ts";
import type { Checked } from "../diagnostics/diagnostic.ts";
import type { KernelFacts, KfuncFacts } from "./kernel-facts.ts";

/** `KernelFacts` as a file and JSON carry them. */
export interface PortableFacts extends Omit<KernelFacts, "btf" | "kfuncs"> {
  /** As in `content/kernels/<release>/vmlinux.btf`. */
  readonly btf: Uint8Array;
  readonly kfuncs: readonly KfuncFacts[];
}

/** Diagnostics are those of the BTF, which is named by `path`. */
export function unpackFacts({ btf, kfuncs, ...others }: PortableFacts, path: string): Checked<KernelFacts> {
  const { value, diagnostics } = readBtf(btf, path);
  if (!value) return { diagnostics };
  const byName = new Map(kfuncs.map((facts) => [facts.name, facts]));
  return { value: { ...others, btf: value, kfuncs: byName }, diagnostics };
}
