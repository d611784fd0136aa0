import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { runKfdoc } from "../../../src/cli/run-kfdoc.ts";
import { printRecord } from "../../../src/core/spec/record.ts";
import type { LinuxResult } from "../../../src/node/linux/job.ts";
import { distinctFindings } from "../../../src/node/reports/distinct-findings.ts";
import { printShardReport, type VerifyShard } from "../../../src/node/shards/shard-report.ts";
import { mergeVerifications, verifyShard } from "../../../src/node/shards/verify-shard.ts";
import { printKernelReport } from "../../../src/node/verify/print-verification.ts";
import { type VerifyOptions, type VerifySummary, verify } from "../../../src/node/verify/verify.ts";
import { readAsBefore } from "../../drivers/read-as-before.ts";
import { readRecordedJobs, replay } from "../../drivers/recorded-jobs.ts";
import { sharedCache } from "../../drivers/shared-cache.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { project, quietly } from "../build/content-copy.ts";

const folder = resolve(import.meta.dirname, "../../cases/verify/replay-window");
const recorded = readRecordedJobs(join(folder, "guest.json"));
const shards = [1, 2, 3].map((index) => ({ index, count: 3 }));
const copies = ["replay-window", "again", "once-more", "at-last"];

/** An example under several names, and what Linux answered, once otherwise than the emulator. */
function optionsFor(only: readonly string[], spoilt: Readonly<Record<string, LinuxResult>>): VerifyOptions {
  const content = join(temporaryFolder(), "content");
  for (const part of ["kernels/7.3", "kfuncs/dynptr", "kfuncs/xfrm"]) {
    cpSync(join(project, "content", part), join(content, part), { recursive: true });
  }
  mkdirSync(join(content, "examples/xfrm"), { recursive: true });
  const results: Record<string, LinuxResult> = {};
  for (const copy of copies) {
    for (const ending of [".bpf.c", ".yaml"]) {
      const text = readFileSync(join(folder, "examples/xfrm", `replay-window${ending}`), "utf8");
      const own = text.replace("source: replay-window", `source: ${copy}`);
      writeFileSync(join(content, "examples/xfrm", `${copy}${ending}`), own);
    }
    for (const [key, result] of Object.entries(recorded.results)) results[key.replace("replay-window", copy)] = result;
  }
  return {
    content,
    files: readAsBefore(content),
    cache: sharedCache,
    progress: quietly,
    kernels: [recorded.kernel],
    runJobs: replay({ kernel: recorded.kernel, results: { ...results, ...spoilt } }),
    only,
  };
}

const told = ({ kernels }: VerifySummary) =>
  kernels.map((kernel) => printKernelReport({ ...kernel, seconds: 0 })).join("\n");
const records = ({ kernels }: VerifySummary) => kernels.map(({ record }) => printRecord(record));

const failed: LinuxResult = { kind: "lost", reason: "the guest went away", console: "" };

describe.each([
  { what: "everything", only: [], spoilt: {} },
  { what: "everything, with a run that failed", only: [], spoilt: { "xfrm/again#leak": failed } },
  { what: "one scenario", only: ["xfrm/again#leak"], spoilt: {} },
])("a verification of $what in three shards", ({ only, spoilt }) => {
  test("tells and records what one without shards does", async () => {
    const options = optionsFor(only, spoilt);
    const whole = await verify(options);
    const reports: VerifyShard[] = [];
    for (const shard of shards) {
      const { report } = await verifyShard(options, shard);
      reports.push(JSON.parse(printShardReport(report)));
    }
    // What merges has neither these objects nor these outcomes.
    const merged = await mergeVerifications({ ...options, cache: temporaryFolder() }, reports.toReversed());
    expect(records(merged)).toEqual(records(whole));
    expect(told(merged)).toBe(told(whole));
    expect(distinctFindings(merged.diagnostics)).toEqual(distinctFindings(whole.diagnostics));
    const ran = reports.filter(({ kernels }) => (kernels[0]?.standings.length ?? 0) > 0).length;
    expect(ran > 1).toBe(only.length === 0);
    expect(Object.keys(whole.kernels[0]?.record.scenarios ?? {}).length > 0).toBe(true);
  });
});

test("merged for a program, the findings are all that is printed, even where the record is written", async () => {
  const { exitCode } = process;
  onTestFinished(() => {
    vi.restoreAllMocks();
    process.exitCode = exitCode;
  });
  const options = optionsFor(["xfrm/again#leak"], {});
  const folder = temporaryFolder();
  for (const shard of shards) {
    const { report } = await verifyShard(options, shard);
    writeFileSync(join(folder, `${shard.index}.json`), printShardReport(report));
  }
  const [printed, said] = (["log", "error"] as const).map((name) => vi.spyOn(console, name).mockReturnValue());
  const folders = ["--content", options.content, "--cache", temporaryFolder()];
  await runKfdoc(["merge", folder, "--format", "json", "--update-record", ...folders]);
  const texts = (spy: typeof printed) => spy?.mock.calls.map(String) ?? [];
  expect(texts(printed).map((text) => Array.isArray(JSON.parse(text)))).toEqual([true]);
  expect(texts(said).join("\n")).toMatch(/^Wrote .*record\/7\.3\.json\.$/m);
});

test("a name that no shard knows is the caller's mistake", async () => {
  const options = optionsFor(["xfrm/agian"], {});
  await expect(verifyShard(options, { index: 1, count: 2 })).rejects.toThrow("There is no example xfrm/agian");
});
