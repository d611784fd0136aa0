import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { countFamilies } from "../core/coverage/coverage.ts";
import { printCoverageFile } from "../core/coverage/coverage-file.ts";
import { printCoverage } from "../core/coverage/print-coverage.ts";
import { check } from "../node/build/build.ts";
import { distinctFindings } from "../node/reports/distinct-findings.ts";
import { paletteFor, printFindings } from "../node/reports/print-report.ts";
import { progressFor } from "../node/reports/progress.ts";
import { cacheOption, contentOption } from "./project-folders.ts";

interface CoverageFlags {
  readonly content: string;
  readonly cache: string;
  readonly update?: true;
}

async function runCoverage({ content, cache, update }: CoverageFlags): Promise<void> {
  const progress = progressFor(process.stdout, process.env);
  const { coverage, diagnostics } = await check({ content: resolve(content), cache: resolve(cache), progress });
  if (coverage && update) {
    writeFileSync(join(resolve(content), "coverage.json"), printCoverageFile(countFamilies(coverage)));
  }
  const findings = distinctFindings(diagnostics).filter(({ code }) => !(update && code === "content/coverage"));
  if (findings.length > 0) {
    console.error(printFindings(findings, paletteFor(process.stderr)));
    process.exitCode = 1;
  }
  if (coverage) console.log(printCoverage(coverage));
}

export function coverageCommand(): Command {
  return new Command("coverage")
    .description("prints how far each family of kfuncs is documented")
    .addOption(contentOption())
    .addOption(cacheOption())
    .option("--update", "writes content/coverage.json, below which no count may fall")
    .action(runCoverage);
}
