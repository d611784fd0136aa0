import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import type { Diagnostic } from "../../../src/core/diagnostics/diagnostic.ts";
import { distinctFindings } from "../../../src/node/reports/distinct-findings.ts";
import { verify } from "../../../src/node/verify/verify.ts";
import { readAsBefore } from "../../drivers/read-as-before.ts";
import { readRecordedJobs, replay } from "../../drivers/recorded-jobs.ts";
import { sharedCache as cache } from "../../drivers/shared-cache.ts";
import { checkBuild } from "./build-runner.ts";

const kernels = resolve(import.meta.dirname, "../../../content/kernels");
const notContent = ["expected.txt", "guest.json"];

/** A verification in which the guest answers as guest.json says; without that file, a build over what is on record. */
export async function verifyRecorded(folder: string): Promise<readonly Diagnostic[]> {
  const answers = join(folder, "guest.json");
  if (!existsSync(answers)) return checkBuild(folder);
  const recorded = readRecordedJobs(answers);
  const content = mkdtempSync(join(tmpdir(), "kfdoc-case-"));
  try {
    cpSync(folder, content, { recursive: true, filter: (path) => !notContent.includes(basename(path)) });
    if (existsSync(join(folder, "kernels"))) cpSync(kernels, join(content, "kernels"), { recursive: true });
    const { diagnostics } = await verify({
      content,
      cache,
      files: readAsBefore(content),
      progress: async (_title, work) => await work(),
      kernels: [recorded.kernel],
      runJobs: replay(recorded),
    });
    return distinctFindings(diagnostics);
  } finally {
    rmSync(content, { recursive: true, force: true });
  }
}
