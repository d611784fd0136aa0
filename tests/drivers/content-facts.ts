import { join } from "node:path";
import type { KernelFacts } from "../../src/core/emulator/kernel-facts.ts";
import { emulatedFacts } from "../../src/node/build/kfunc-facts.ts";
import { readContent } from "../../src/node/build/read-content.ts";
import { contentKernels } from "./content-kernels.ts";

/** The facts that the build takes from the project's own kernels and specs. */
export const contentFacts: KernelFacts = emulatedFacts(
  contentKernels,
  readContent(join(import.meta.dirname, "../../content")).content,
);
