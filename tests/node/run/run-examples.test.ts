import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { printRun, runsAsJson } from "../../../src/node/run/print-run.ts";
import { runExamples } from "../../../src/node/run/run-examples.ts";
import { runsWritten, writeObserved } from "../../../src/node/run/update-expectations.ts";
import { runFailed } from "../../../src/node/shards/run-shard.ts";
import { readAsBefore } from "../../drivers/read-as-before.ts";
import { readRecordedJobs } from "../../drivers/recorded-jobs.ts";
import { sharedCache } from "../../drivers/shared-cache.ts";
import { copyContent, project, quietly } from "../build/content-copy.ts";

const run = (content: string, ...names: string[]) =>
  runExamples({ content, cache: sharedCache, files: readAsBefore(content), names, progress: quietly });

let leaking: ReturnType<typeof run> | undefined;
/** The run of a program that keeps a reference. */
async function leak() {
  leaking ??= run(copyContent(), "xfrm/replay-window#leak");
  const { runs } = await leaking;
  const [only] = runs;
  if (!only) throw new Error("it did not run");
  return { runs, only };
}

describe("what is named", () => {
  test("is an example with its scenarios in order, all of them as expected", async () => {
    const { runs, diagnostics } = await run(copyContent(), "xfrm/replay-window");
    expect(diagnostics).toEqual([]);
    expect(runs.length).toBeGreaterThan(10);
    expect(runs.every(({ key, meetsExpectation }) => key.startsWith("xfrm/replay-window#") && meetsExpectation)).toBe(
      true,
    );
  });
  test("is one scenario", async () => {
    const { runs } = await leak();
    expect(runs.map(({ key }) => key)).toEqual(["xfrm/replay-window#leak"]);
  });
  test("is found again by the nearest name", async () => {
    await expect(run(copyContent(), "xfrm/replay-windw")).rejects.toMatchObject({
      message: "There is no example xfrm/replay-windw",
      help: "Did you mean xfrm/replay-window?",
    });
    await expect(run(copyContent(), "replay-window")).rejects.toMatchObject({
      help: "Did you mean xfrm/replay-window?",
    });
    await expect(run(copyContent(), "xfrm/replay-window#leek")).rejects.toMatchObject({
      message: "xfrm/replay-window has no scenario leek",
      help: expect.stringContaining("leak"),
    });
  });
});

test("a fault is told with its line, what was acquired where, and each call", async () => {
  const { only } = await leak();
  const text = printRun(only, false);
  expect(text).toMatch(/^xfrm\/replay-window#leak: /);
  expect(text).toContain("fault (unreleased-reference):");
  expect(text).toMatch(/ was acquired here at replay-window\.bpf\.c:\d+: x = bpf_xdp_get_xfrm_state\(/);
  expect(text).toMatch(/^ {6}bpf_xdp_get_xfrm_state\(ctx = → ctx, opts = .*\) = → xfrm_state #1$/m);
  expect(text).toMatch(/^ {2}as expected$/m);
});

test("a trace has every instruction below its line of C, with what it changed", async () => {
  const { only } = await leak();
  const lines = printRun(only, true).split("\n");
  const [first] = only.answers;
  const steps = first?.result.kind === "ran" ? first.result.outcome.timeline.steps.length : -1;
  expect(lines.filter((line) => /^ +\d+: /.test(line))).toHaveLength(steps);
  expect(
    lines.some((line) => /^ +\d+: call bpf_xdp_get_xfrm_state +; r0 = 0x[0-9a-f]+ \(xfrm_state #1\)/.test(line)),
  ).toBe(true);
  expect(lines.some((line) => /; holds .*xfrm_state #1/.test(line))).toBe(true);
});

test("JSON has the steps only where they are asked for", async () => {
  const { runs } = await leak();
  const [plain] = JSON.parse(runsAsJson(runs, false));
  expect(plain.answers[0].result.outcome).toMatchObject({ fault: { rule: "unreleased-reference" } });
  expect(plain.answers[0].result.outcome.timeline).toBeUndefined();
  expect(JSON.parse(runsAsJson(runs, true))[0].answers[0].result.outcome.timeline.steps.length).toBeGreaterThan(0);
});

test("what Linux refuses is not as expected, though the emulator's run is", async () => {
  const content = copyContent();
  const { kernel } = readRecordedJobs(join(project, "tests/cases/verify/replay-window/guest.json"));
  const log = "0: (85) call bpf_xdp_get_xfrm_state#1\nR1 type=scalar expected=ctx\n";
  const { runs, diagnostics } = await runExamples({
    content,
    cache: sharedCache,
    files: readAsBefore(content),
    names: ["xfrm/replay-window#unknown-spi"],
    linux: { kernel, runJobs: async (_kernel, jobs) => jobs.map(() => ({ kind: "rejected", errno: 22, log })) },
    progress: quietly,
  });
  expect(runs.map((each) => printRun(each, false)).join("\n")).toMatch(
    /rejected by the verifier:[\s\S]*not what the scenario expects$/,
  );
  expect(diagnostics.map(({ help }) => help)).toEqual([expect.stringMatching(/^Linux refuses the program\./)]);
});

test("what was observed is written in the place of what was expected, and nothing else changes", async () => {
  const file = "examples/xfrm/replay-window.yaml";
  const content = copyContent(
    { file, from: "xfrm_replay_window: 64", to: "xfrm_replay_window: 63" },
    { file, from: "return: XDP_PASS", to: "return: XDP_DROP # why not" },
  );
  const before = readFileSync(join(content, file), "utf8");
  const { diagnostics, observed, runs } = await run(content, "xfrm/replay-window");
  const told = runsWritten(runs, observed).map((each) => printRun(each, false).split("\n").at(-1)?.trim());
  expect(new Set(told)).toEqual(
    new Set(["as expected", "not what the scenario expected: what was observed is written in its place"]),
  );
  expect(diagnostics.map(({ code }) => code)).toEqual(["run/expectation", "run/expectation"]);
  expect(writeObserved(content, observed)).toEqual([`content/${file}`]);
  const after = readFileSync(join(content, file), "utf8");
  expect(after).toBe(before.replace("window: 63", "window: 64").replace("XDP_DROP #", "XDP_PASS #"));
  expect((await run(content, "xfrm/replay-window")).diagnostics).toEqual([]);
});

test("an error is written as plainly as the others", async () => {
  const file = "examples/xfrm/replay-window.yaml";
  const content = copyContent({ file, from: "lookup_error: -EINVAL", to: "lookup_error: 0" });
  const { observed } = await run(content, "xfrm/replay-window");
  writeObserved(content, observed);
  expect(readFileSync(join(content, file), "utf8")).toBe(readFileSync(join(copyContent(), file), "utf8"));
});

test.each([
  {
    slip: "an unknown key",
    from: "rejected: Unreleased reference",
    to: 'streams: { stdlog: "" }',
    code: "spec/unknown-key",
  },
  { slip: "a missing brace", from: "{ zeros: 16 }]", to: "{ zeros: 16 ]", code: "yaml/syntax" },
  {
    slip: "a program that there is not",
    from: "program: xfrm_get_state_xdp",
    to: "program: xfrm_get_state",
    code: "example/unknown-program",
  },
])("$slip in the scenarios is told, though nothing can run", async ({ from, to, code }) => {
  const content = copyContent({ file: "examples/xfrm/replay-window.yaml", from, to });
  const { diagnostics } = await run(content, "xfrm/replay-window#leak");
  expect(diagnostics.map((found) => found.code)).toContain(code);
  expect(runFailed({ runs: [], diagnostics })).toBe(true);
});

test("a C error is told at its place, and findings of other files are not", async () => {
  const file = "examples/xfrm/replay-window.bpf.c";
  const other = { file: "examples/dynptr/from-xdp.yaml", from: "return: ", to: "retrun: " };
  const content = copyContent({ file, from: "opts.family = AF_INET;", to: "opts.famly = AF_INET;" }, other);
  const { diagnostics, runs } = await run(content, "xfrm/replay-window");
  expect(runs).toEqual([]);
  expect(new Set(diagnostics.map(({ place }) => ("source" in place ? place.source.path : place.path)))).toEqual(
    new Set([`content/${file}`]),
  );
});
