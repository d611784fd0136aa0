import { resolve } from "node:path";
import { Command, Option } from "commander";
import { hasErrors } from "../core/diagnostics/diagnostic.ts";
import { check } from "../node/build/build.ts";
import { distinctFindings } from "../node/reports/distinct-findings.ts";
import { findingsAsJson, paletteFor, printFindings } from "../node/reports/print-report.ts";
import { printSummary } from "../node/reports/print-summary.ts";
import { progressFor } from "../node/reports/progress.ts";
import { cacheOption, contentOption } from "./project-folders.ts";

interface CheckFlags {
  readonly content: string;
  readonly cache: string;
  readonly format: "text" | "json";
}

async function runCheck({ content, cache, format }: CheckFlags): Promise<void> {
  const started = performance.now();
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
    .addOption(new Option("--format <format>", "how findings are printed").choices(["text", "json"]).default("text"))
    .action(runCheck);
}
