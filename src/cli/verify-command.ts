import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { kfdocCommand } from "../core/words/kfdoc-command.ts";
import type { LinuxKernel } from "../node/linux/job.ts";
import { runLinuxJobs } from "../node/linux/run-linux-jobs.ts";
import { progressFor } from "../node/reports/progress.ts";
import { UsageError } from "../node/reports/usage-error.ts";
import { printShard, type Shard } from "../node/shards/shard.ts";
import { printShardReport } from "../node/shards/shard-report.ts";
import { verifyShard } from "../node/shards/verify-shard.ts";
import { targetIn } from "../node/verify/name-of-target.ts";
import { newestRelease } from "../node/verify/newest-release.ts";
import { type VerifyOptions, verify } from "../node/verify/verify.ts";
import { cacheOption, contentOption } from "./project-folders.ts";
import { refuseReport, reportFile, reportOption, shardOption } from "./shard-options.ts";
import { keepRecords, tellVerification } from "./tell-verification.ts";

/** Finds the kernel of a release such as 7.3, or at a path; what it fetches goes below the cache folder. */
export type KernelFinder = (wanted: string, cache: string) => LinuxKernel | Promise<LinuxKernel>;

interface VerifyFlags {
  readonly content: string;
  readonly cache: string;
  readonly kernel: readonly string[];
  readonly updateRecord?: boolean;
  readonly shard?: Shard;
  readonly report?: string;
}

/** One part of the work; whoever merges tells of all, and keeps the records. */
async function runShardOfVerify(options: VerifyOptions, shard: Shard, { report: named }: VerifyFlags): Promise<void> {
  const { report, summary } = await verifyShard(options, shard);
  const file = reportFile("verify", shard, named);
  writeFileSync(file, printShardReport(report));
  tellVerification(summary, options.content);
  console.log(`Shard ${printShard(shard)}: wrote ${file}`);
}

async function runVerify(targets: readonly string[], flags: VerifyFlags, findKernel: KernelFinder): Promise<void> {
  const { content, cache, kernel, updateRecord = false, shard } = flags;
  refuseReport(flags);
  if (shard && updateRecord) {
    throw new UsageError("A shard writes no record", `Leave out --update-record: ${kfdocCommand("merge")} takes it.`);
  }
  const folders = { content: resolve(content), cache: resolve(cache) };
  const only = targets.map((target) => targetIn(folders.content, target));
  const progress = progressFor(process.stdout, process.env, process.stderr);
  const wanted = kernel.length > 0 ? kernel : [newestRelease(folders.content)];
  const kernels: LinuxKernel[] = [];
  for (const each of new Set(wanted)) {
    kernels.push(await progress(`Fetch Linux ${each}`, () => findKernel(each, folders.cache)));
  }
  const guests = kernels.length > 1 ? { guests: 1 } : {};
  const options: VerifyOptions = {
    ...folders,
    progress,
    kernels,
    only,
    runJobs: (booted, jobs) => runLinuxJobs(booted, jobs, { cache: folders.cache, ...guests }),
  };
  if (shard) return runShardOfVerify(options, shard, flags);
  const report = await verify(options);
  tellVerification(report, folders.content);
  keepRecords(report, folders.content, updateRecord, only);
}

const collect = (value: string, values: readonly string[]) => [...values, ...value.split(",")];

export function verifyCommand(findKernel: KernelFinder): Command {
  return new Command("verify")
    .description("runs every scenario in a real Linux too, and tells where the emulator differs")
    .argument("[examples...]", "only these: folders, examples or scenarios, such as xfrm/replay-window#leak", [])
    .addOption(
      new Option("--kernel <release>", "a release such as 7.3, or the path of a vmlinuz; may be repeated")
        .argParser(collect)
        .default([], "the newest with facts"),
    )
    .option("--update-record", "writes record/ in the content folder, which builds without QEMU go by")
    .addOption(shardOption())
    .addOption(reportOption("verify"))
    .addOption(contentOption())
    .addOption(cacheOption())
    .action((only: readonly string[], flags: VerifyFlags) => runVerify(only, flags, findKernel));
}
