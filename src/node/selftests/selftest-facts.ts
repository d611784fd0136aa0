import type { KernelFacts } from "../../core/emulator/kernel-facts.ts";
import { emulatedFacts } from "../build/kfunc-facts.ts";
import { readContent } from "../build/read-content.ts";
import { type Kernel, readKernel } from "../build/read-kernel.ts";

/** What the project's content says of kernels. Throws where it can't be read. */
export function selftestFacts(content: string): { readonly kernel: Kernel; readonly facts: KernelFacts } {
  const read = readContent(content);
  const { value: kernel, diagnostics } = readKernel(read.sources.kernels);
  if (!kernel) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return { kernel, facts: emulatedFacts(kernel, read.content) };
}
