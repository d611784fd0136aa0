import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { auditObservedErrors } from "../../../src/core/audit/audit-observed-errors.ts";
import { auditOutcomes } from "../../../src/core/audit/audit-outcomes.ts";
import { auditSpec } from "../../../src/core/audit/audit-spec.ts";
import { auditMissingSpecs } from "../../../src/core/audit/missing-specs.ts";
import type { AuditedKernels } from "../../../src/core/audit/subject.ts";
import type { Diagnostic } from "../../../src/core/diagnostics/diagnostic.ts";
import type { Outcome } from "../../../src/core/emulator/outcome.ts";
import { kfuncHistories } from "../../../src/core/facts/kfunc-history.ts";
import { readReleaseFacts } from "../../../src/core/facts/read-facts.ts";
import { type Content, kfuncNames } from "../../../src/core/spec/content.ts";
import { parseContent } from "../../../src/core/spec/parse-content.ts";
import { compareVersions } from "../../../src/core/spec/versions.ts";
import { checkSite } from "../../../src/node/built-site/check-site.ts";
import { readReports } from "../../../src/node/shards/read-reports.ts";
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
  shard: readShards,
  site: checkWritten,
};

/** Every report of the folder, as `kfdoc merge` reads them. */
function readShards(folder: string): readonly Diagnostic[] {
  const { diagnostics } = readReports([folder]);
  return JSON.parse(JSON.stringify(diagnostics).replaceAll(`${folder}/`, "")) as Diagnostic[];
}

/** The pages in `site` of a case as what is served below `/docs/`, made of the Markdown in its `content`. */
function checkWritten(folder: string): readonly Diagnostic[] {
  const written = join(folder, "site");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.startsWith("content/") && path.endsWith(".md"))
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
  return checkSite({ folder: written, shownAs: "dist", base: "/docs/", site: "https://docs.example", sources });
}

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
  const kernels = readKernels(folder);
  const audited = content.kfuncs.flatMap((file) => [
    ...auditSpec(file, kernels),
    ...auditOutcomes(file, (reference) => outcomes.get(reference)),
    ...auditObservedErrors(file, outcomes),
  ]);
  return [...diagnostics, ...audited, ...missingSpecs(folder, kernels, content)];
}

/** Those that the case has itself under `kernels/<release>/`, or those of the project's content. */
function readKernels(folder: string): AuditedKernels {
  const own = join(folder, "kernels");
  if (!existsSync(own)) return contentKernels;
  const releases = readdirSync(own).sort((left, right) => compareVersions(right, left));
  const read = releases.flatMap((release) => {
    const sources = readdirSync(join(own, release)).map((name) => {
      const path = `kernels/${release}/${name}`;
      return [name.replace(".json", ""), { path, text: readFileSync(join(folder, path), "utf8") }] as const;
    });
    const { value } = readReleaseFacts(release, `kernels/${release}`, Object.fromEntries(sources));
    return value ? [value] : [];
  });
  return { releases: read, histories: kfuncHistories(read), btf: contentKernels.btf };
}

/** What a folder with a baseline of its coverage lacks. */
function missingSpecs(folder: string, kernels: AuditedKernels, content: Content): Diagnostic[] {
  const baseline = join(folder, "coverage.json");
  if (!existsSync(baseline)) return [];
  const source = { path: "coverage.json", text: readFileSync(baseline, "utf8") };
  return auditMissingSpecs(kernels, kfuncNames(content), { source, start: 0, end: 0 });
}

function readOutcomes(folder: string): Map<string, Outcome> {
  if (!readdirSync(folder).includes("outcomes.json")) return new Map();
  return new Map(Object.entries(JSON.parse(readFileSync(join(folder, "outcomes.json"), "utf8"))));
}
