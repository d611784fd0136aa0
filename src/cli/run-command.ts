import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { readContentFiles } from "../node/content/read-content-files.ts";
import { showPath, showPlaces } from "../node/content/shown-path.ts";
import type { LinuxKernel } from "../node/linux/job.ts";
import { runLinuxJobs } from "../node/linux/run-linux-jobs.ts";
import { distinctFindings } from "../node/reports/distinct-findings.ts";
import { paletteFor, printFindings } from "../node/reports/print-report.ts";
import { progressFor } from "../node/reports/progress.ts";
import { UsageError } from "../node/reports/usage-error.ts";
import { printRun, runsAsJson } from "../node/run/print-run.ts";
import { type ExamplesRun, runExamples } from "../node/run/run-examples.ts";
import type { LinuxOptions } from "../node/run/run-in-linux.ts";
import { runObject } from "../node/run/run-object.ts";
import type { RunReport } from "../node/run/run-report.ts";
import { isWritten, type ObservedValue, runsWritten, writeObserved } from "../node/run/update-expectations.ts";
import { runFailed, runShard } from "../node/shards/run-shard.ts";
import { printShard, type Shard } from "../node/shards/shard.ts";
import { printShardReport } from "../node/shards/shard-report.ts";
import { targetIn } from "../node/verify/name-of-target.ts";
import { newestRelease } from "../node/verify/newest-release.ts";
import { cacheOption, contentOption } from "./project-folders.ts";
import { refuseReport, reportFile, reportOption, shardOption } from "./shard-options.ts";
import type { KernelFinder } from "./verify-command.ts";

interface RunFlags {
  readonly content: string;
  readonly cache: string;
  /** With a kernel both by default, else the emulator. */
  readonly engine?: "emulator" | "both";
  readonly kernel?: string;
  readonly trace?: true;
  readonly update?: true;
  readonly json?: true;
  readonly program?: string;
  readonly packet?: string;
  readonly shard?: Shard;
  readonly report?: string;
}

/** What can be run. */
const TARGETS = "a folder, an example or a scenario, such as xfrm/replay-window#leak; or an object: prog.o";

const isObject = (target: string) => target.endsWith(".o");

/** What of the flags means something only for an object, or only for an example. */
function refuseFlags(targets: readonly string[], { program, packet, update, engine, kernel, shard }: RunFlags): void {
  const objects = targets.filter(isObject);
  if (objects.length > 0 && targets.length > 1) {
    throw new UsageError("An object is run alone", "Name one object, or examples.");
  }
  if (shard && (update || objects.length > 0)) {
    throw new UsageError("A shard is of examples and writes nothing into them", "Leave out --shard, or --update.");
  }
  if (objects.length > 0 && (update || kernel !== undefined || engine === "both")) {
    throw new UsageError(
      "An object has no scenario to update, and runs in the emulator",
      "Leave out --update, --engine and --kernel.",
    );
  }
  if (objects.length === 0 && (program !== undefined || packet !== undefined)) {
    throw new UsageError("--program and --packet are for objects", "An example's scenarios say both.");
  }
  if (engine === "emulator" && kernel !== undefined) {
    throw new UsageError("--engine emulator runs in no Linux, so --kernel says nothing", "Leave out one of them.");
  }
}

async function linuxOptions(flags: RunFlags, findKernel: KernelFinder): Promise<LinuxOptions | undefined> {
  if ((flags.engine ?? (flags.kernel === undefined ? "emulator" : "both")) === "emulator") return undefined;
  const cache = resolve(flags.cache);
  const kernel = await findKernel(flags.kernel ?? newestRelease(resolve(flags.content)), cache);
  return { kernel, runJobs: (booted: LinuxKernel, jobs) => runLinuxJobs(booted, jobs, { cache }) };
}

/** Says what is written in the place of what, and writes it. */
function update(content: string, observed: readonly ObservedValue[]): void {
  const show = showPath(content);
  for (const { span, key, path, expected, observed: value } of observed) {
    console.error(
      `${show(span.source.path)}: ${key.replace(/^.*#/, "")}: ${path.slice(2).join(".")}: ${expected} → ${value}`,
    );
  }
  const files = writeObserved(content, observed);
  console.error(files.length === 0 ? "Nothing to update" : `Wrote ${files.map(show).join(", ")}`);
}

function writeShard(
  made: ExamplesRun,
  shard: Shard,
  files: ReturnType<typeof readContentFiles>,
  targets: readonly string[],
  flags: RunFlags,
  seconds: number,
): void {
  const { engine = "", kernel = "", trace, content, report } = flags;
  const asked = [...targets, `engine ${engine}`, `kernel ${kernel}`, trace ? "trace" : ""];
  const file = reportFile("run", shard, report);
  const options = { content: resolve(content), files, shard, asked, seconds };
  writeFileSync(file, printShardReport(runShard(made, options), trace === true));
  console.error(`Shard ${printShard(shard)}: wrote ${file}`);
}

/** Prints what runs did and what is wrong with it; where something is, the command fails. */
export function tellRuns(
  { diagnostics, runs }: RunReport,
  { json, trace, content }: Pick<RunFlags, "json" | "trace" | "content">,
): void {
  const findings = showPlaces(distinctFindings(diagnostics), content);
  if (json) console.log(runsAsJson(runs, trace === true));
  else for (const each of runs) console.log(`${printRun(each, trace === true)}\n`);
  if (findings.length > 0) console.error(printFindings(findings, paletteFor(process.stderr)));
  if (runFailed({ runs, diagnostics })) process.exitCode = 1;
}

async function run(targets: readonly string[], flags: RunFlags, findKernel: KernelFinder): Promise<void> {
  const started = performance.now();
  if (targets.length === 0) throw new UsageError("The target is missing", `Name ${TARGETS}.`);
  refuseFlags(targets, flags);
  refuseReport(flags);
  const [first = ""] = targets;
  const content = resolve(flags.content);
  if (isObject(first)) {
    const { program, packet } = flags;
    const chosen = { ...(program !== undefined && { program }), ...(packet !== undefined && { packet }) };
    tellRuns(runObject({ object: first, content, ...chosen }), flags);
    return;
  }
  const names = targets.map((target) => targetIn(content, target));
  const linux = await linuxOptions(flags, findKernel);
  const progress = progressFor(flags.json ? {} : process.stdout, process.env);
  const cache = resolve(flags.cache);
  const files = readContentFiles(content);
  const report = await runExamples({
    content,
    files,
    cache,
    names,
    progress,
    ...(linux && { linux }),
    ...(flags.shard && { shard: flags.shard }),
  });
  if (flags.shard) writeShard(report, flags.shard, files, names, flags, (performance.now() - started) / 1000);
  if (!flags.update) return tellRuns(report, flags);
  const { observed, diagnostics } = report;
  const left = diagnostics.filter((finding) => !isWritten(finding, observed));
  tellRuns({ ...report, runs: runsWritten(report.runs, observed), diagnostics: left }, flags);
  update(content, observed);
}

export function runCommand(findKernel: KernelFinder): Command {
  return new Command("run")
    .description("compiles and runs examples, or any BPF object, and prints what they did")
    .argument("[targets...]", TARGETS)
    .addOption(
      new Option(
        "--engine <engine>",
        "where scenarios run: in the emulator, or in a real Linux too (default: emulator; both with --kernel)",
      ).choices(["emulator", "both"]),
    )
    .option(
      "--kernel <release>",
      "runs in this Linux too: a release, or the path of a vmlinuz (default of --engine both: the newest with facts)",
    )
    .option("--trace", "prints each instruction with what it changed")
    .option("--json", "prints what each engine did as JSON")
    .option(
      "--update",
      "puts values right that stand under `expect`, by what the emulator observed; adds none, and no words for `rejected`",
    )
    .option("--program <name>", "of an object: the program to run")
    .option("--packet <file>", "of an object: a capture (.pcap), a run for each packet; or a file of one frame")
    .addOption(shardOption())
    .addOption(reportOption("run"))
    .addOption(contentOption())
    .addOption(cacheOption())
    .action((targets: readonly string[], flags: RunFlags) => run(targets, flags, findKernel));
}
