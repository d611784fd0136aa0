import { readFileSync } from "node:fs";
import type { Btf } from "../../src/core/btf/btf.ts";
import { readBtf } from "../../src/core/btf/read-btf.ts";

const file = new URL("../../content/kernels/7.3/vmlinux.btf", import.meta.url);

/** The types of the newest kernel, as the project's content holds them. */
export function readKernelBtf(): Btf {
  const { value, diagnostics } = readBtf(readFileSync(file), "vmlinux.btf");
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return value;
}

export const kernelBtf = readKernelBtf();
