import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { auditObservedErrors } from "../../../src/core/audit/audit-observed-errors.ts";
import { auditOutcomes } from "../../../src/core/audit/audit-outcomes.ts";
import { auditSpec } from "../../../src/core/audit/audit-spec.ts";
import type { Diagnostic } from "../../../src/core/diagnostics/diagnostic.ts";
import type { Outcome } from "../../../src/core/emulator/outcome.ts";
import { parseContent } from "../../../src/core/spec/parse-content.ts";
import { contentKernels } from "../../drivers/content-kernels.ts";
import { checkBuild } from "./build-runner.ts";
import { loadProgram } from "./load-runner.ts";
import { checkPages } from "./page-runner.ts";
import { verifyRecorded } from "./verify-runner.ts";

/** Finds what is wrong with the files in a case folder. Paths in its findings are relative to that folder. */
export type CaseRunner = (folder: string) => readonly Diagnostic[] | Promise<readonly Diagnostic[]>;

/** How the cases of a stage are run; the stage is what stands before the slash of a code. */
export const runners: Readonly<Record<string, CaseRunner>> = {
  yaml: (folder) => readContent(folder).diagnostics,
  spec: (folder) => readContent(folder).diagnostics,
  audit: auditContent,
  load: loadProgram,
  example: checkBuild,
  run: checkBuild,
  content: checkBuild,
  page: checkPages,
  verify: verifyRecorded,
};

function readContent(folder: string) {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const ending = (ending: string) =>
    paths
      .filter((path) => path.endsWith(ending))
      .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
  const pages = ending(".md");
  const programs = ending(".bpf.c");
  return parseContent(ending(".yaml"), {
    ...(pages.length > 0 && { pages }),
    ...(programs.length > 0 && { programs }),
  });
}

/** Against the kernels of the project's content and the outcomes in `outcomes.json`, by scenario. */
function auditContent(folder: string): Diagnostic[] {
  const { content, diagnostics } = readContent(folder);
  const outcomes = readOutcomes(folder);
  const audited = content.kfuncs.flatMap((file) => [
    ...auditSpec(file, contentKernels),
    ...auditOutcomes(file, (reference) => outcomes.get(reference)),
    ...auditObservedErrors(file, outcomes),
  ]);
  return [...diagnostics, ...audited];
}

function readOutcomes(folder: string): Map<string, Outcome> {
  if (!readdirSync(folder).includes("outcomes.json")) return new Map();
  return new Map(Object.entries(JSON.parse(readFileSync(join(folder, "outcomes.json"), "utf8"))));
}
