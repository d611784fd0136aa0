import type { KernelFacts } from "../../core/emulator/kernel-facts.ts";
import { emulatedFacts } from "./kfunc-facts.ts";
import { readContent } from "./read-content.ts";
import { type Kernel, readKernel } from "./read-kernel.ts";

/** What a content folder says of kernels, and what the emulator is told of the newest. Throws where it can't be read. */
export function contentFacts(content: string): { readonly kernel: Kernel; readonly facts: KernelFacts } {
  const read = readContent(content);
  const { value: kernel, diagnostics } = readKernel(read.sources.kernels);
  if (!kernel) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return { kernel, facts: emulatedFacts(kernel, read.content) };
}
