import { resolve } from "node:path";
import { Command } from "commander";
import { hasErrors } from "../core/diagnostics/diagnostic.ts";
import { build } from "../node/build/build.ts";
import { checkOut } from "../node/build/out-folder.ts";
import { showPlaces } from "../node/content/shown-path.ts";
import { distinctFindings } from "../node/reports/distinct-findings.ts";
import { paletteFor, printFindings } from "../node/reports/print-report.ts";
import { printSummary } from "../node/reports/print-summary.ts";
import { progressFor } from "../node/reports/progress.ts";
import { onOrphaned } from "./on-orphaned.ts";
import { cacheOption, contentOption, outFolder, outOption, project } from "./project-folders.ts";

interface BuildFlags {
  readonly content: string;
  readonly cache: string;
  readonly out?: string;
}

async function runBuild({ content, cache, out }: BuildFlags): Promise<void> {
  const started = performance.now();
  onOrphaned(() => process.kill(process.pid, "SIGTERM"));
  const folder = outFolder(out, content);
  checkOut(folder, content, [project, process.cwd()]);
  const report = await build({
    project,
    content: resolve(content),
    cache: resolve(cache),
    out: folder,
    progress: progressFor(process.stdout, process.env, process.stderr),
  });
  const findings = showPlaces(distinctFindings(report.diagnostics), content);
  if (findings.length > 0) console.error(printFindings(findings, paletteFor(process.stderr)));
  if (hasErrors(findings)) {
    console.error("The pages stay as they were.");
    process.exitCode = 1;
  }
  console.log(printSummary(report, (performance.now() - started) / 1000));
}

export function buildCommand(): Command {
  return new Command("build")
    .description("checks everything, runs every scenario and writes the pages")
    .addOption(contentOption())
    .addOption(cacheOption())
    .addOption(outOption())
    .action(runBuild);
}
