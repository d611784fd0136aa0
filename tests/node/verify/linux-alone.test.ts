import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type LinuxRecord, printRecord } from "../../../src/core/spec/record.ts";
import { printSummary } from "../../../src/node/reports/print-summary.ts";
import { type VerifyReport, verify } from "../../../src/node/verify/verify.ts";
import { readAsBefore } from "../../drivers/read-as-before.ts";
import { readRecordedJobs, replay } from "../../drivers/recorded-jobs.ts";
import { sharedCache } from "../../drivers/shared-cache.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import {
  checkFolder,
  headings,
  printed,
  project,
  quietly,
  type Replacement,
  replaceIn,
} from "../build/content-copy.ts";

/** An example that calls a helper without a model, and what Linux 7.3.4 answered. */
const folder = resolve(import.meta.dirname, "../../cases/verify/linux-alone");
const guest = readRecordedJobs(join(folder, "guest.json"));

const scenarioFile = "examples/xdp/namespace.yaml";
const sourceFile = "examples/xdp/namespace.bpf.c";
const specFile = "kfuncs/xdp/bpf_dynptr_from_xdp.yaml";

function content(...changes: readonly Replacement[]): string {
  const copy = join(temporaryFolder(), "content");
  for (const part of ["examples", "kfuncs"]) cpSync(join(folder, part), join(copy, part), { recursive: true });
  cpSync(join(project, "content/kernels"), join(copy, "kernels"), { recursive: true });
  replaceIn(copy, changes);
  return copy;
}

let report: VerifyReport;
let record: LinuxRecord;

beforeAll(async () => {
  const copy = content();
  report = await verify({
    content: copy,
    cache: sharedCache,
    files: readAsBefore(copy),
    progress: quietly,
    kernels: [guest.kernel],
    runJobs: replay(guest),
  });
  const written = report.kernels[0]?.record;
  if (!written) throw new Error("nothing was recorded");
  record = written;
});

function checkWith(records: readonly LinuxRecord[], ...changes: readonly Replacement[]) {
  const copy = content(...changes);
  mkdirSync(join(copy, "record"));
  for (const each of records) writeFileSync(join(copy, `record/${each.release}.json`), printRecord(each));
  return checkFolder(copy);
}

const older = (): LinuxRecord => ({
  ...record,
  release: "6.18",
  kernel: { ...record.kernel, version: "6.18.15" },
});

describe("a scenario that the emulator can't do", () => {
  test("is verified in Linux alone", () => {
    expect(report.diagnostics.map(({ message }) => message)).toEqual([]);
    expect(report.kernels[0]?.standings.map(({ standing }) => standing)).toEqual(["alone", "alone", "alone"]);
  });

  test("is an error while no record vouches for it", async () => {
    const found = printed(await checkWith([]));
    expect(found).toHaveLength(3);
    expect(found[0]).toContain("[run/unvouched] no-namespace: No engine vouches for this scenario");
    expect(found[0]).toContain("note: the emulator: bpf_get_ns_current_pid_tgid has no model");
    expect(found[0]).toContain("npm run verify -- --update-record");
  });

  test("passes on what the record says, which the page shows", async () => {
    const checked = await checkWith([record]);
    expect(headings(checked)).toEqual([]);
    const [ran, , refused] = checked.model?.examples[0]?.scenarios ?? [];
    expect(ran).toMatchObject({
      gap: expect.stringContaining("bpf_get_ns_current_pid_tgid has no model"),
      outcome: {
        returns: { value: "2", name: "XDP_PASS" },
        globals: [
          { name: "answer", after: { value: "-22" } },
          { name: "header", after: { kind: "bytes", hex: "02000000" } },
          { name: "flags" },
        ],
        calls: [{ kfunc: "bpf_dynptr_from_xdp" }],
        packet: { before: "02000000000202000000000188b5", after: "02000000000202000000000188b5" },
      },
      engines: [{ version: "7.3.4", state: "ran" }],
    });
    expect(refused).toMatchObject({ engines: [{ state: "rejected" }] });
    expect(refused).not.toHaveProperty("outcome");
    expect(checked.model?.kfuncs[0]?.examples).toEqual([
      { key: "xdp/namespace", scenarios: ["no-namespace", "flags"] },
    ]);
  });

  test("is counted for the engine that ran it", async () => {
    const checked = await checkWith([record, older()]);
    expect(checked.counts).toMatchObject({ ran: 3, engines: { emulated: 0, inLinuxAlone: 3 } });
    const summary = printSummary(checked, 1);
    expect(summary).toContain("in Linux alone: 3");
    expect(summary).toContain("on record, Linux 7.3.4: 3\n");
    expect(summary).toContain("on record, Linux 6.18.15: 3\n");
  });

  const mismatches: readonly { name: string; change: Replacement; says: readonly string[] }[] = [
    {
      name: "return value",
      change: { file: scenarioFile, from: "return: XDP_PASS", to: "return: XDP_DROP" },
      says: ["no-namespace: The program returned XDP_PASS (2), not XDP_DROP", "> 10 |", "actual: XDP_PASS (2)"],
    },
    {
      name: "global",
      change: { file: scenarioFile, from: "answer: -EINVAL", to: "answer: -EPERM" },
      says: ["no-namespace: answer is -EINVAL (-22) after the run, not -EPERM", "> 11 |"],
    },
    {
      name: "global in bytes",
      change: { file: scenarioFile, from: 'header: "02000000"', to: 'header: "02000001"' },
      says: ["header is 02000000 after the run"],
    },
    {
      name: "call's argument",
      change: { file: scenarioFile, from: "args: { flags: 0 }", to: "args: { flags: 1 }" },
      says: ["flags is 0 after bpf_dynptr_from_xdp, not 1", "> 13 |"],
    },
    {
      name: "call's result",
      change: { file: scenarioFile, from: "returns: -EINVAL", to: "returns: -ENOENT" },
      says: ["flags: bpf_dynptr_from_xdp returned -EINVAL (-22), not -ENOENT"],
    },
    {
      name: "packet",
      change: { file: scenarioFile, from: "packet: unchanged", to: 'packet: "00"' },
      says: ["The packet is another one after the run"],
    },
    {
      name: "refusal",
      change: { file: scenarioFile, from: "rejected: invalid access to packet", to: "rejected: Unreleased reference" },
      says: ["unbounded: The verifier has other words", "actual: invalid access to packet, off=1 size=1"],
    },
    {
      name: "refusal of a program that is loaded",
      change: { file: scenarioFile, from: "      return: XDP_ABORTED", to: "      rejected: invalid access to packet" },
      says: ["flags: The verifier takes the program"],
    },
    {
      name: "run of a program that is refused",
      change: {
        file: scenarioFile,
        from: "expect: { rejected: invalid access to packet }",
        to: "expect: { return: 0 }",
      },
      says: ["unbounded: The verifier refuses the program"],
    },
    {
      name: "fault",
      change: {
        file: scenarioFile,
        from: "expect: { rejected: invalid access to packet }",
        to: "expect: { rejected: invalid access to packet, fault: { rule: out-of-bounds, line: memcpy } }",
      },
      says: ["unbounded: The emulator can't do this scenario, so no fault of it can be expected"],
    },
  ];
  test.each(mismatches)("is refused with another $name than expected, at the expectation", async ({ change, says }) => {
    const found = printed(await checkWith([record, older()], change)).filter((each) =>
      each.includes("run/expectation"),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^content\/examples\/xdp\/namespace\.yaml:/);
    for (const words of says) expect(found[0]).toContain(words);
    expect(found[0]).toContain("the emulator did not run it: bpf_get_ns_current_pid_tgid has no model");
  });

  test("is refused where one release differs, and names it", async () => {
    const { scenarios, ...rest } = older();
    const run = scenarios["xdp/namespace#no-namespace"];
    if (run?.result !== "ran") throw new Error("it did not run");
    const differing = { ...run, observed: { ...run.observed, returns: "XDP_DROP (1)" } };
    const found = printed(
      await checkWith([record, { ...rest, scenarios: { ...scenarios, "xdp/namespace#no-namespace": differing } }]),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("note: seen in Linux 6.18.15\n");
  });

  test("is refused where nothing shows what it expects", async () => {
    const run = record.scenarios["xdp/namespace#no-namespace"];
    if (run?.result !== "ran") throw new Error("it did not run");
    const { calls: _, ...observed } = run.observed;
    const blind = { ...record, scenarios: { ...record.scenarios, "xdp/namespace#no-namespace": { ...run, observed } } };
    const found = printed(await checkWith([blind]));
    expect(found.join("\n")).toContain("no-namespace: Linux does not show `calls` of this scenario");
    expect(printed(await checkWith([blind, older()]))).toEqual([]);
  });

  test("shows an error value to its kfunc's spec", async () => {
    const other = { file: specFile, from: "value: EINVAL", to: "value: ENOENT" };
    const found = printed(await checkWith([record], other)).join("\n");
    expect(found).toContain(
      "[audit/unproduced-error] In xdp/namespace#flags bpf_dynptr_from_xdp does not return -ENOENT",
    );
    expect(found).toContain("note: bpf_dynptr_from_xdp returned -EINVAL\n");
    expect(found).toContain("[audit/unlisted-error] bpf_dynptr_from_xdp returned -EINVAL");
  });
});

describe("a record that is out of date", () => {
  const source = { file: sourceFile, from: "long answer;", to: "long answer; /* changed */" };

  test("vouches for nothing, and says so", async () => {
    const found = printed(await checkWith([record], source));
    expect(found).toHaveLength(3);
    expect(found[0]).toContain("[run/unvouched]");
    expect(found[0]).toContain("Linux 7.3.4: the scenario, its example or the compiler's flags changed since it ran");
  });

  test("is no error where another release is up to date", async () => {
    const stale = Object.fromEntries(
      Object.entries(record.scenarios).map(([key, run]) => [key, { ...run, inputs: "0".repeat(64) }]),
    );
    const checked = await checkWith([{ ...record, scenarios: stale }, older()]);
    expect(headings(checked)).toEqual([]);
    expect(checked.model?.examples[0]?.scenarios[0]?.engines.map(({ state }) => state)).toEqual(["changed", "ran"]);
    expect(printSummary(checked, 1)).toContain("on record, Linux 7.3.4: 0, 3 changed since\n");
  });

  test("says that its kernel is older than the one of the facts", async () => {
    const kernel = { ...record.kernel, version: "7.3.2" };
    const checked = await checkWith([{ ...record, kernel }]);
    const facts = JSON.parse(readFileSync(join(project, "content/kernels/7.3/provenance.json"), "utf8"));
    const [version] = /^\d+\.\d+\.\d+/.exec(facts.kernel) ?? [];
    expect(checked.model?.examples[0]?.scenarios[0]?.engines[0]).toMatchObject({ state: "ran", newerFacts: version });
    expect(printSummary(checked, 1)).toContain(`Linux 7.3.2: 3, its facts are from ${version}\n`);
    expect(headings(checked)).toEqual([]);
  });
});
