import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import type { Diagnostic } from "../../../src/core/diagnostics/diagnostic.ts";
import { check } from "../../../src/node/build/build.ts";
import { distinctFindings } from "../../../src/node/reports/distinct-findings.ts";
import { readAsBefore } from "../../drivers/read-as-before.ts";
import { sharedCache as cache } from "../../drivers/shared-cache.ts";

const kernels = resolve(import.meta.dirname, "../../../content/kernels");

/** The whole build but the pages, over a content folder made of the case, held against the project's kernel facts, or those with what the case has of others. */
export async function checkBuild(folder: string): Promise<readonly Diagnostic[]> {
  const content = mkdtempSync(join(tmpdir(), "kfdoc-case-"));
  try {
    cpSync(folder, content, { recursive: true, filter: (path) => basename(path) !== "expected.txt" });
    if (existsSync(join(folder, "kernels"))) cpSync(kernels, join(content, "kernels"), { recursive: true });
    const files = readAsBefore(content);
    const { diagnostics } = await check({ content, cache, files, progress: async (_title, work) => await work() });
    return distinctFindings(diagnostics);
  } finally {
    rmSync(content, { recursive: true, force: true });
  }
}
