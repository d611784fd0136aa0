import { cpSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { printDiagnostic } from "../../../src/core/diagnostics/code-frame.ts";
import { parseRecord, printRecord } from "../../../src/core/spec/record.ts";
import type { LinuxKernel, LinuxResult } from "../../../src/node/linux/job.ts";
import { printKernelReport } from "../../../src/node/verify/print-verification.ts";
import { type VerifyReport, verify } from "../../../src/node/verify/verify.ts";
import { withOthersOnRecord, writeRecord } from "../../../src/node/verify/write-record.ts";
import { readAsBefore } from "../../drivers/read-as-before.ts";
import { type RecordedJobs, readRecordedJobs, replay } from "../../drivers/recorded-jobs.ts";
import { sharedCache } from "../../drivers/shared-cache.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { project, quietly } from "../build/content-copy.ts";

/** Examples as they were when Linux 7.3.4 gave the answers in guest.json. */
const folder = resolve(import.meta.dirname, "../../cases/verify/replay-window");
const recorded = readRecordedJobs(join(folder, "guest.json"));

interface Changes {
  readonly only?: readonly string[];
  readonly results?: Readonly<Record<string, LinuxResult>>;
  readonly kernel?: Partial<LinuxKernel>;
}

async function verifyRecorded({ results = {}, kernel = {}, only = [] }: Changes = {}): Promise<VerifyReport> {
  const content = join(temporaryFolder(), "content");
  cpSync(join(folder, "examples"), join(content, "examples"), { recursive: true });
  for (const part of ["kernels", "kfuncs"]) {
    cpSync(join(project, "content", part), join(content, part), { recursive: true });
  }
  const jobs: RecordedJobs = {
    kernel: { ...recorded.kernel, ...kernel },
    results: { ...recorded.results, ...results },
  };
  return verify({
    content,
    cache: sharedCache,
    files: readAsBefore(content),
    progress: quietly,
    kernels: [jobs.kernel],
    runJobs: replay(jobs),
    only,
  });
}

const key = (name: string) => `xfrm/replay-window#${name}`;
const found = ({ diagnostics }: VerifyReport) =>
  diagnostics.filter(({ code }) => code.startsWith("verify/")).map((each) => printDiagnostic(each));
const standings = ({ kernels }: VerifyReport) =>
  Object.fromEntries((kernels[0]?.standings ?? []).map((each) => [each.key.split("#")[1] ?? "", each.standing]));

function ran(name: string): Extract<LinuxResult, { kind: "ran" }> {
  const result = recorded.results[key(name)];
  if (result?.kind !== "ran") throw new Error(`${name} did not run`);
  return result;
}

describe("what a real Linux answered", () => {
  test("is what the emulator does", async () => {
    const report = await verifyRecorded();
    expect(found(report)).toEqual([]);
    expect(standings(report)).toEqual({
      "window-64": "agrees",
      "other-namespace": "agrees",
      "unknown-spi": "agrees",
      "wrong-opts-size": "agrees",
      "esp-header-across-fragments": "agrees",
      leak: "rejected",
      "slice-overrun": "rejected",
    });
  });

  test("becomes a record that can be read, the same each time", async () => {
    const [first, second] = [await verifyRecorded(), await verifyRecorded()].map(({ kernels }) => kernels[0]?.record);
    if (!first || !second) throw new Error("there is no record");
    expect(printRecord(first)).toBe(printRecord(second));
    expect(parseRecord({ path: "content/record/7.3.json", text: printRecord(first) }).value).toEqual(first);
    expect(first.kernel).toEqual({ version: "7.3.4", sha256: recorded.kernel.sha256 });
    expect(first.scenarios[key("leak")]).toMatchObject({
      result: "rejected",
      refusal: { instruction: { text: "exit" }, source: { text: "}" } },
    });
  });
});

describe("a run of some scenarios", () => {
  test("leaves on record what the same kernel made of the others", async () => {
    const [all] = (await verifyRecorded()).kernels;
    const [one] = (await verifyRecorded({ only: ["xfrm/replay-window#leak"] })).kernels;
    if (!all || !one) throw new Error("there is no record");
    const content = temporaryFolder();
    writeRecord(content, all.record);
    expect(withOthersOnRecord(content, one.record)).toEqual(all.record);
    const other = { ...one.record, kernel: { ...one.record.kernel, sha256: "0".repeat(64) } };
    expect(withOthersOnRecord(content, other)).toEqual(other);
  });
});

describe("a verification", () => {
  const window = ran("window-64");
  const lookup = ran("unknown-spi");
  const cases: readonly { name: string; results: Record<string, LinuxResult>; says: readonly string[] }[] = [
    {
      name: "a global",
      results: {
        [key("window-64")]: {
          ...window,
          globals: [
            { section: ".bss", bytes: Uint8Array.from([0, 0, 0, 0, 63, 0, 0, 0]) },
            ...window.globals.slice(0, 1),
          ],
        },
      },
      says: [
        "window-64: Linux 7.3.4 and the emulator differ in the global xfrm_replay_window",
        "Linux 7.3.4: 63",
        "the emulator: 64",
      ],
    },
    {
      name: "an error that a call stored",
      results: {
        [key("unknown-spi")]: {
          ...lookup,
          calls: lookup.calls.map((call) => ({
            ...call,
            pointees: call.pointees.map((each) => ({ ...each, after: each.after.with(0, 0xea) })),
          })),
        },
      },
      says: [
        "differ in opts.error after call 5, bpf_xdp_get_xfrm_state",
        "Linux 7.3.4: -EINVAL (-22)",
        "the emulator: -ENOENT (-2)",
      ],
    },
    {
      name: "the verdict of the verifier",
      results: { [key("leak")]: window },
      says: ["leak: Linux 7.3.4 and the emulator differ in whether the program may run", "it was loaded and ran"],
    },
    {
      name: "a crash of the guest",
      results: { [key("leak")]: { kind: "crashed", during: "load", console: "Oops: 0000" } },
      says: ["[verify/failed] leak: no outcome came back", "The kernel went down (load)", "Oops: 0000"],
    },
  ];
  test.each(cases)("names scenario, place and both values of $name", async ({ results, says }) => {
    const printed = found(await verifyRecorded({ results }));
    expect(printed).toHaveLength(1);
    for (const words of says) expect(printed[0]).toContain(words);
  });

  test("says what an older release can't do, and goes on with the rest", async () => {
    const report = await verifyRecorded({ kernel: { release: "6.12", version: "6.12.58" } });
    expect(found(report)).toEqual([]);
    expect(standings(report)).toMatchObject({ "window-64": "agrees", "esp-header-across-fragments": "not-run" });
    const [kernel] = report.kernels;
    const table = kernel ? printKernelReport(kernel) : "";
    expect(table).toContain("Linux 6.12.58: 7 scenarios");
    expect(table).toContain("BPF_PROG_TEST_RUN takes the length of the linear part only since Linux 6.18");
  });

  test("compares the rest where calls could not be seen, and says so", async () => {
    const untraced = [{ kfunc: "bpf_dynptr_slice", reason: "not traceable" }];
    const report = await verifyRecorded({ results: { [key("window-64")]: { ...window, calls: [], untraced } } });
    expect(found(report)).toEqual([]);
    const [kernel] = report.kernels;
    expect(kernel ? printKernelReport(kernel) : "").toContain("Of 1 run the kfunc calls could not be seen");
  });
});
