import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SELFTESTS, type SelftestSources } from "./selftest-sources.ts";

/** Macros of bpf_misc.h that make a program a test. */
const annotation = /\b__(success|failure|retval|msg)\b/;

/** Names of the C files whose programs say what is expected of them, without `.c`. */
export function annotatedFiles({ kernel }: SelftestSources): string[] {
  const folder = join(kernel, SELFTESTS, "progs");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".c") && annotation.test(readFileSync(join(folder, name), "utf8")))
    .map((name) => name.slice(0, -".c".length))
    .sort();
}
