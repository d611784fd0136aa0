import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { countFamilies, type KfuncCoverage } from "../core/coverage/coverage.ts";
import { printCoverageFile } from "../core/coverage/coverage-file.ts";
import { printCoverage, printKfuncs } from "../core/coverage/print-coverage.ts";
import { hasErrors } from "../core/diagnostics/diagnostic.ts";
import { kfdocCommand } from "../core/words/kfdoc-command.ts";
import { check } from "../node/build/build.ts";
import { familyCoverage } from "../node/build/family-coverage.ts";
import { showPath, showPlaces } from "../node/content/shown-path.ts";
import { distinctFindings } from "../node/reports/distinct-findings.ts";
import { paletteFor, printFindings } from "../node/reports/print-report.ts";
import { progressFor } from "../node/reports/progress.ts";
import { UsageError } from "../node/reports/usage-error.ts";
import { cacheOption, contentOption } from "./project-folders.ts";

interface CoverageFlags {
  readonly content: string;
  readonly cache: string;
  readonly update?: true;
}

/** The kfuncs of some families, one a line; without a family, all families. */
function print(coverage: readonly KfuncCoverage[], families: readonly string[]): string {
  const known = new Set(coverage.map(({ family }) => family));
  const unknown = families.filter((family) => !known.has(family));
  if (unknown.length > 0) {
    throw new UsageError(`No family is named ${unknown.join(", ")}`, `There are ${[...known].sort().join(", ")}.`);
  }
  if (families.length === 0) return printCoverage(coverage);
  return printKfuncs(coverage.filter(({ family }) => families.includes(family)));
}

/** Of some families, without a check of everything. */
async function runFamilies(families: readonly string[], { content, cache }: CoverageFlags): Promise<void> {
  const progress = progressFor(process.stdout, process.env);
  const options = { content: resolve(content), cache: resolve(cache), progress };
  const { coverage, unread } = await familyCoverage(options, families);
  if (!coverage) throw new UsageError("There are no kernel facts", `${kfdocCommand("check")} says what is wrong.`);
  console.log(print(coverage, families));
  if (unread.length === 0) return;
  const paths = unread.map(showPath(content));
  console.error(
    `Can't be read, and is not counted: ${paths.join(", ")}. ${kfdocCommand(`check ${paths[0]}`)} says why.`,
  );
  process.exitCode = 1;
}

async function runCoverage(families: readonly string[], flags: CoverageFlags): Promise<void> {
  const { content, cache, update } = flags;
  if (families.length > 0 && !update) return runFamilies(families, flags);
  const progress = progressFor(process.stdout, process.env);
  const { coverage, diagnostics } = await check({ content: resolve(content), cache: resolve(cache), progress });
  if (coverage && update) {
    writeFileSync(join(resolve(content), "coverage.json"), printCoverageFile(countFamilies(coverage)));
  }
  const findings = showPlaces(distinctFindings(diagnostics), content).filter(
    ({ code }) => !(update && code === "content/coverage"),
  );
  if (findings.length > 0) {
    console.error(printFindings(findings, paletteFor(process.stderr)));
  }
  if (hasErrors(findings)) process.exitCode = 1;
  if (coverage) console.log(print(coverage, families));
}

export function coverageCommand(): Command {
  return new Command("coverage")
    .description("prints how far each family of kfuncs is documented")
    .argument("[families...]", "what each kfunc of these has and lacks", [])
    .addOption(contentOption())
    .addOption(cacheOption())
    .option("--update", "writes coverage.json into the content folder, below which no count may fall")
    .action(runCoverage);
}
