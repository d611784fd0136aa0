import { resolve } from "node:path";
import { Command, Option } from "commander";
import { hasErrors } from "../core/diagnostics/diagnostic.ts";
import { check } from "../node/build/build.ts";
import { distinctFindings } from "../node/reports/distinct-findings.ts";
import { findingsAsJson, paletteFor, printFindings } from "../node/reports/print-report.ts";
import { printSummary } from "../node/reports/print-summary.ts";
import { progressFor } from "../node/reports/progress.ts";
import { type FixedFile, fixSpecs } from "../node/specs/fix-specs.ts";
import { cacheOption, contentOption } from "./project-folders.ts";

interface CheckFlags {
  readonly fix?: true;
  readonly content: string;
  readonly cache: string;
  readonly format: "text" | "json";
}

/** A line for each file, and how many there were. */
function tellFixes(files: readonly FixedFile[], say: (line: string) => void): void {
  for (const { path, changes } of files) say(`content/${path}: ${changes.join("; ")}`);
  say(files.length === 0 ? "Nothing to fix" : `${files.length} ${files.length === 1 ? "file" : "files"} written`);
}

async function runCheck({ content, cache, format, fix }: CheckFlags): Promise<void> {
  const started = performance.now();
  if (fix) tellFixes(fixSpecs(resolve(content)), format === "json" ? console.error : console.log);
  const progress = progressFor(format === "json" ? {} : process.stdout, process.env);
  const report = await check({ content: resolve(content), cache: resolve(cache), progress });
  const findings = distinctFindings(report.diagnostics);
  if (hasErrors(findings)) process.exitCode = 1;
  if (format === "json") {
    console.log(findingsAsJson(findings));
    return;
  }
  if (findings.length > 0) console.error(printFindings(findings, paletteFor(process.stderr)));
  console.log(printSummary(report, (performance.now() - started) / 1000));
}

export function checkCommand(): Command {
  return new Command("check")
    .description("checks everything and runs every scenario, but writes no pages")
    .addOption(contentOption())
    .addOption(cacheOption())
    .option("--fix", "writes into specs what the kernel facts decide, and specs that are missing")
    .addOption(new Option("--format <format>", "how findings are printed").choices(["text", "json"]).default("text"))
    .action(runCheck);
}
