import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command } from "commander";
import { pathOf } from "../core/diagnostics/diagnostic.ts";
import { counted } from "../core/words/counted.ts";
import { check } from "../node/build/build.ts";
import { type ShowPath, showPath, showPlaces } from "../node/content/shown-path.ts";
import { distinctFindings } from "../node/reports/distinct-findings.ts";
import { explainFailure } from "../node/reports/explain-failure.ts";
import { printDiff } from "../node/reports/print-diff.ts";
import { clearScreen, printPass } from "../node/reports/print-pass.ts";
import { isColoured, paletteFor } from "../node/reports/print-report.ts";
import { printSummary } from "../node/reports/print-summary.ts";
import { progressFor } from "../node/reports/progress.ts";
import { filterFor, pathFilterFor } from "../node/reports/shown-findings.ts";
import { UsageError } from "../node/reports/usage-error.ts";
import { checkShard } from "../node/shards/check-shard.ts";
import { printShard, type Shard } from "../node/shards/shard.ts";
import { printShardReport } from "../node/shards/shard-report.ts";
import { fixContent } from "../node/specs/fix-content.ts";
import type { FixedFile } from "../node/specs/fix-specs.ts";
import { checkAgain } from "../node/watch/check-again.ts";
import { repeatOnChange } from "../node/watch/repeat-on-change.ts";
import { cacheOption, contentOption } from "./project-folders.ts";
import { refuseReport, reportFile, reportOption, shardOption } from "./shard-options.ts";
import { type FindingFormat, formatOption, judgeFindings, maxWarningsOption, tellFindings } from "./tell-check.ts";
import { untilStopped } from "./until-stopped.ts";

interface CheckFlags {
  readonly fix?: true;
  readonly content: string;
  readonly cache: string;
  readonly format: FindingFormat;
  readonly maxWarnings?: number;
  readonly since?: string;
  readonly watch?: true;
  readonly shard?: Shard;
  readonly report?: string;
}

/** A line for each file, and how many there were. */
function tellFixes(files: readonly FixedFile[], show: ShowPath, stream: NodeJS.WriteStream): void {
  const say = (line: string) => stream.write(`${line}\n`);
  for (const { path, changes, before, after } of files) {
    say(`${show(`content/${path}`)}: ${changes.join("; ")}`);
    if (before !== "") say(printDiff(before, after, isColoured(stream)));
  }
  say(files.length === 0 ? "Nothing to fix" : `Wrote ${counted(files.length, "file")}`);
}

/** One part of the work: its findings are told here too, but whoever merges tells them all. */
async function runShardOfCheck(shard: Shard, flags: CheckFlags): Promise<void> {
  const content = resolve(flags.content);
  const progress = progressFor(flags.format === "pretty" ? process.stdout : {}, process.env);
  const { report, diagnostics } = await checkShard({ content, cache: resolve(flags.cache), progress }, shard);
  const file = reportFile("check", shard, flags.report);
  writeFileSync(file, printShardReport(report));
  const findings = showPlaces(distinctFindings(diagnostics), content);
  const { hits, misses } = report.cache.objects;
  const summary = `${counted(report.examples.length, "example")} of shard ${printShard(shard)} in ${report.seconds.toFixed(1)} s, ${hits} of ${counted(hits + misses, "object")} from the cache; wrote ${file}`;
  tellFindings(findings, flags.format, summary);
  judgeFindings(findings, flags.maxWarnings);
}

async function runCheck(paths: readonly string[], flags: CheckFlags): Promise<void> {
  const { cache, format, fix, maxWarnings, since, shard } = flags;
  if (shard && (fix || since !== undefined || paths.length > 0)) {
    throw new UsageError("A shard is of everything and writes no spec", "Leave out --fix, --since and paths.");
  }
  if (shard) return runShardOfCheck(shard, flags);
  const started = performance.now();
  const content = resolve(flags.content);
  const isMeant = pathFilterFor({ content, paths, ...(since !== undefined && { since }) });
  const isPretty = format === "pretty";
  if (fix) tellFixes(fixContent(content, isMeant), showPath(content), isPretty ? process.stdout : process.stderr);
  const progress = progressFor(isPretty ? process.stdout : {}, process.env);
  const report = await check({ content, cache: resolve(cache), progress });
  const all = distinctFindings(report.diagnostics);
  const findings = showPlaces(
    all.filter((finding) => isMeant(pathOf(finding))),
    content,
  );
  if (isPretty && all.length > findings.length) {
    console.error(`Not shown: ${counted(all.length - findings.length, "finding")} elsewhere`);
  }
  tellFindings(findings, format, printSummary(report, (performance.now() - started) / 1000));
  judgeFindings(findings, maxWarnings);
}

async function runWatch(
  paths: readonly string[],
  { content: folder, cache, format, fix, since, shard, maxWarnings }: CheckFlags,
): Promise<void> {
  if (format !== "pretty" || fix || shard || maxWarnings !== undefined) {
    throw new UsageError(
      "--watch goes with neither --format nor --fix nor --shard nor --max-warnings",
      "It prints for a reader until Ctrl-C, and neither writes nor fails.",
    );
  }
  const content = resolve(folder);
  const isNamed = filterFor({ content, paths });
  const { pass } = checkAgain({ content, cache: resolve(cache), progress: progressFor({}, process.env) });
  console.log("Checking everything; then again what changes. Ctrl-C ends it.");
  const tellPass = async () => {
    const { report, changed, seconds } = await pass();
    if (changed.length === 0) return;
    const isMeant = since === undefined ? isNamed : filterFor({ content, paths: [], since });
    const findings = distinctFindings(report.diagnostics).filter((each) => isNamed(each) && isMeant(each));
    const placed = showPlaces(findings, content);
    if (process.stdout.isTTY) process.stdout.write(clearScreen);
    const names = changed.map(showPath(content));
    console.log(printPass(placed, names, seconds, new Date(), paletteFor(process.stdout)));
  };
  const tellFailure = (failure: unknown) => console.log(explainFailure(failure, process.env));
  await untilStopped((stop) => repeatOnChange(content, tellPass, stop, tellFailure));
}

export function checkCommand(): Command {
  return new Command("check")
    .description("checks everything and runs every scenario, but writes no pages")
    .argument("[paths...]", "tells only of these files and folders, and mends only these", [])
    .addOption(contentOption())
    .addOption(cacheOption())
    .option(
      "--fix",
      "mends what is beyond doubt, of the named files where there are any, and shows what changed: specs by the kernels, licence lines, white space, quotes, the order of keys",
    )
    .addOption(formatOption())
    .option("--since <commit>", "tells only of files that changed since, such as origin/main")
    .addOption(maxWarningsOption())
    .option("--watch", "checks again what changes, until Ctrl-C")
    .addOption(shardOption())
    .addOption(reportOption("check"))
    .action((paths: readonly string[], flags: CheckFlags) => {
      refuseReport(flags);
      return (flags.watch ? runWatch : runCheck)(paths, flags);
    });
}
