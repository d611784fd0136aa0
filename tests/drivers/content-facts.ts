import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { KernelFacts } from "../../src/core/emulator/kernel-facts.ts";
import { kfuncSpecSchema } from "../../src/core/spec/kfunc-spec.ts";
import { kernelBtf } from "./kernel-btf.ts";

const folder = join(import.meta.dirname, "../../content/kfuncs");

const specs = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => kfuncSpecSchema.parse(parse(readFileSync(join(folder, name), "utf8"))));

/** The facts that the build takes from the project's own specs. */
export const contentFacts: KernelFacts = {
  release: "7.3",
  btf: kernelBtf,
  kfuncs: new Map(
    specs.map(({ name, flags, program_types: programTypes }) => [name, { name, flags, programTypes }] as const),
  ),
};
