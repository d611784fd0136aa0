import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { type LinuxRecord, parseRecord, printRecord, type RecordedRun } from "../../../src/core/spec/record.ts";
import { faultRules } from "../../../src/core/vm/fault.ts";
import { inputsKey } from "../../../src/node/verify/inputs-key.ts";
import { observe } from "../../../src/node/verify/observation.ts";
import { isOnRecord, writeRecord } from "../../../src/node/verify/write-record.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { sampleRuns } from "../../drivers/sample-runs.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { checkFolder, copyContent, printed, type Replacement } from "../build/content-copy.ts";

const kernel = { version: "7.3.4", package: "linux-binary-7.3.4", packageVersion: "7.3.4-1", sha256: "a".repeat(64) };
const sourceFile = "examples/xfrm/replay-window.bpf.c";
const scenarioFile = "examples/xfrm/replay-window.yaml";
const key = "xfrm/replay-window#window-64";

/** What each scenario of the sample does in the emulator, as a record has it. */
async function runInEmulator(): Promise<Record<string, RecordedRun>> {
  const runs = (await sampleRuns()).map((run): [string, RecordedRun] => {
    const { outcome } = emulate(run.linked, run.program, run.scenario, kernelFacts);
    const inputs = inputsKey(run.variant.example, run.scenario);
    if (!outcome) return [run.key, { result: "not-run", inputs, reason: "it can't be set up" }];
    const messages = outcome.fault
      ? [...[run.scenario.expect.rejected ?? ""].flat(), ...faultRules[outcome.fault.rule].verifier]
      : [];
    if (!outcome.fault) return [run.key, { result: "ran", inputs, observed: observe(outcome) }];
    return [run.key, { result: "rejected", inputs, refusal: { messages } }];
  });
  return Object.fromEntries(runs);
}

let emulated: ReturnType<typeof runInEmulator> | undefined;

/** A record of a Linux that does what the emulator does. */
async function agreeingRecord(release = "7.3"): Promise<LinuxRecord> {
  emulated ??= runInEmulator();
  return { release, kernel, scenarios: { ...(await emulated) } };
}

async function checkWith(record: LinuxRecord | string, ...changes: readonly Replacement[]) {
  const content = copyContent(...changes);
  mkdirSync(join(content, "record"), { recursive: true });
  writeFileSync(join(content, "record/7.3.json"), typeof record === "string" ? record : printRecord(record));
  return checkFolder(content);
}

async function statesOf(record: LinuxRecord, ...changes: readonly Replacement[]) {
  const { model } = await checkWith(record, ...changes);
  const scenarios = model?.examples.flatMap((each) =>
    each.scenarios.map(({ name, engines }) => [`${each.key}#${name}`, engines[0]?.state] as const),
  );
  return new Map(scenarios);
}

describe("a record", () => {
  test("is the same after it was printed and read", async () => {
    const record = await agreeingRecord();
    const text = printRecord(record);
    const { value } = parseRecord({ path: "content/record/7.3.json", text });
    expect(value).toEqual(record);
    expect(printRecord({ ...record, scenarios: Object.fromEntries(Object.entries(record.scenarios).reverse()) })).toBe(
      text,
    );
  });

  test("holds no address and no time", async () => {
    expect(printRecord(await agreeingRecord())).not.toMatch(/0xffff[0-9a-f]{12}|\d\d:\d\d/);
  });

  test("is written whole, and left alone where it is the same", async () => {
    const folder = temporaryFolder();
    const record = await agreeingRecord();
    expect(isOnRecord(folder, record)).toBe(false);
    writeRecord(folder, record);
    expect(readFileSync(join(folder, "record/7.3.json"), "utf8")).toBe(printRecord(record));
    expect(isOnRecord(folder, record)).toBe(true);
    expect(isOnRecord(folder, { ...record, kernel: { ...kernel, version: "7.3.5" } })).toBe(false);
  });

  test.each([
    ["no JSON", "{", "The record is not JSON"],
    ["another form", "[]", "The record is not as it was written"],
    ["other bytes", JSON.stringify({ release: "7.3", kernel, scenarios: {} }), "not byte for byte as it was written"],
    [
      "another release",
      JSON.stringify({ release: "6.12", kernel, scenarios: {} }),
      "is about 6.12, but is named 7.3.json",
    ],
  ])("of %s is one finding", async (_name, text, says) => {
    const found = printed(await checkWith(text)).filter((each) => each.includes("[verify/record]"));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(says);
  });
});

describe("a build without QEMU", () => {
  test("says which release vouches for which scenario", async () => {
    const states = await statesOf(await agreeingRecord());
    expect(states.get(key)).toBe("ran");
    expect(states.get("xfrm/replay-window#leak")).toBe("rejected");
  });

  test("says what never ran", async () => {
    const { scenarios, ...record } = await agreeingRecord();
    const { [key]: _, ...others } = scenarios;
    expect((await statesOf({ ...record, scenarios: others })).get(key)).toBe("missing");
  });

  test.each<{ name: string; change: Replacement; changed: boolean }>([
    { name: "the source", change: { file: sourceFile, from: "Records the", to: "Keeps the" }, changed: true },
    { name: "the scenario's input", change: { file: scenarioFile, from: "seq: 1 }", to: "seq: 2 }" }, changed: true },
    {
      name: "only the scenario's text",
      change: { file: scenarioFile, from: "The association has a replay window", to: "It has a window" },
      changed: false,
    },
  ])("sees that $name changed since", async ({ change, changed }) => {
    const states = await statesOf(await agreeingRecord(), change);
    expect(states.get(key)).toBe(changed ? "changed" : "ran");
  });

  test.each([
    {
      name: "another rule",
      messages: ["R0 !read_ok"],
      change: undefined,
      says: ["in why the verifier refuses the program", "in the rule that is broken", "note: Linux 7.3.4: R0 !read_ok"],
    },
    {
      name: "another rule in the scenario's words",
      messages: ["R0 invalid mem access 'fp'"],
      change: { file: scenarioFile, from: "rejected: ptr_or_null_", to: "rejected: invalid mem access" },
      says: [
        "no-null-check: Linux 7.3.4 and the emulator differ in the rule that is broken",
        "(null-dereference, line ",
      ],
    },
  ])("refuses pages where the verifier names $name than the emulator", async ({ messages, change, says }) => {
    const record = await agreeingRecord();
    const refused = "xfrm/replay-window#no-null-check";
    const run = record.scenarios[refused];
    if (run?.result !== "rejected") throw new Error(`${refused} was not refused`);
    const scenarios = { ...record.scenarios, [refused]: { ...run, refusal: { messages } } };
    const report = await checkWith({ ...record, scenarios }, ...(change ? [change] : []));
    expect(report.model).toBeUndefined();
    const found = printed(report).filter((each) => each.includes("[verify/difference] no-null-check"));
    expect(found).toHaveLength(change ? 1 : 2);
    for (const words of says) expect(found.join("\n")).toContain(words);
  });

  test("tells of a run whose scenario is not there, and fails for nothing else", async () => {
    const record = await agreeingRecord();
    const gone = "xfrm/replay-window#gone";
    const run = record.scenarios[key];
    if (!run) throw new Error(`${key} is not on record`);
    const report = await checkWith({ ...record, scenarios: { ...record.scenarios, [gone]: run } });
    expect(report.model).toBeDefined();
    expect(report.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["verify/orphan", "warning"]]);
  });

  test("refuses pages where Linux did something else", async () => {
    const record = await agreeingRecord();
    const run = record.scenarios[key];
    if (run?.result !== "ran") throw new Error(`${key} did not run`);
    const observed = { ...run.observed, globals: { ...run.observed.globals, xfrm_replay_window: "63" } };
    const report = await checkWith({ ...record, scenarios: { ...record.scenarios, [key]: { ...run, observed } } });
    expect(report.model).toBeUndefined();
    const found = printed(report).join("\n");
    expect(found).toContain("window-64: Linux 7.3.4 and the emulator differ in the global xfrm_replay_window");
    expect(found).toContain("note: Linux 7.3.4: 63");
    expect(found).toContain("note: the emulator: 64");
  });
});
