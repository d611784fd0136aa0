import { join } from "node:path";
import { type Kernel, readKernel } from "../../src/node/build/read-kernel.ts";
import { readContentFiles } from "../../src/node/content/read-content-files.ts";

/** Every kernel whose facts the project's content holds. */
export function readContentKernels(): Kernel {
  const { value: files = [] } = readContentFiles(join(import.meta.dirname, "../../content"));
  const { value, diagnostics } = readKernel(files.filter(({ kind }) => kind === "kernel"));
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return value;
}

export const contentKernels = readContentKernels();
