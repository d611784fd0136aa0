import { resolve } from "node:path";
import { Command, Option } from "commander";
import { showPath, showPlaces } from "../node/content/shown-path.ts";
import type { LinuxKernel } from "../node/linux/job.ts";
import { runLinuxJobs } from "../node/linux/run-linux-jobs.ts";
import { distinctFindings } from "../node/reports/distinct-findings.ts";
import { paletteFor, printFindings } from "../node/reports/print-report.ts";
import { progressFor } from "../node/reports/progress.ts";
import { targetIn } from "../node/verify/name-of-target.ts";
import { newestRelease } from "../node/verify/newest-release.ts";
import { printDifferingByNature, printKernelReport } from "../node/verify/print-verification.ts";
import { passed, type VerifyReport, verify } from "../node/verify/verify.ts";
import { isOnRecord, withOthersOnRecord, writeRecord } from "../node/verify/write-record.ts";
import { cacheOption, contentOption } from "./project-folders.ts";

/** Finds the kernel of a release such as 7.3, or at a path; what it fetches goes below the cache folder. */
export type KernelFinder = (wanted: string, cache: string) => LinuxKernel | Promise<LinuxKernel>;

interface VerifyFlags {
  readonly content: string;
  readonly cache: string;
  readonly kernel: readonly string[];
  readonly updateRecord?: boolean;
}

function printReport(report: VerifyReport, content: string): void {
  const findings = showPlaces(distinctFindings(report.diagnostics), content);
  if (findings.length > 0) console.error(`${printFindings(findings, paletteFor(process.stderr))}\n`);
  for (const kernel of report.kernels) console.log(`${printKernelReport(kernel)}\n`);
  console.log(printDifferingByNature());
}

/** Writes the records, or says which are out of date. Where only some scenarios ran, the others stay as they are on record. */
function keepRecords({ kernels }: VerifyReport, content: string, update: boolean, only: readonly string[]): void {
  for (const { record: made } of kernels) {
    const record = only.length > 0 ? withOthersOnRecord(content, made) : made;
    const name = showPath(content)(`content/record/${record.release}.json`);
    if (isOnRecord(content, record)) continue;
    if (update) writeRecord(content, record);
    console.log(update ? `Wrote ${name}.` : `${name} is out of date: \`npm run verify -- --update-record\` writes it.`);
  }
}

async function runVerify(
  targets: readonly string[],
  { content, cache, kernel, updateRecord = false }: VerifyFlags,
  findKernel: KernelFinder,
): Promise<void> {
  const folders = { content: resolve(content), cache: resolve(cache) };
  const only = targets.map((target) => targetIn(folders.content, target));
  const progress = progressFor(process.stdout, process.env);
  const wanted = kernel.length > 0 ? kernel : [newestRelease(folders.content)];
  const kernels: LinuxKernel[] = [];
  for (const each of new Set(wanted)) {
    kernels.push(await progress(`Fetch Linux ${each}`, () => findKernel(each, folders.cache)));
  }
  const guests = kernels.length > 1 ? { guests: 1 } : {};
  const report = await verify({
    ...folders,
    progress,
    kernels,
    only,
    runJobs: (booted, jobs) => runLinuxJobs(booted, jobs, { cache: folders.cache, ...guests }),
  });
  printReport(report, folders.content);
  keepRecords(report, folders.content, updateRecord, only);
  if (!passed(report)) process.exitCode = 1;
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
    .addOption(contentOption())
    .addOption(cacheOption())
    .action((only: readonly string[], flags: VerifyFlags) => runVerify(only, flags, findKernel));
}
