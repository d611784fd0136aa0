import { readFileSync } from "node:fs";
import type { Btf } from "../../../src/core/btf/btf.ts";
import { readBtf } from "../../../src/core/btf/read-btf.ts";

/** The committed types of Linux 7.3. */
export const kernelBtfFile = new URL("../../../content/kernels/7.3/vmlinux.btf", import.meta.url);

export function kernelBtf(): Btf {
  const { value, diagnostics } = readBtf(readFileSync(kernelBtfFile), "vmlinux.btf");
  if (!value) throw new Error(diagnostics[0]?.message);
  return value;
}
