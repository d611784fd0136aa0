import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LinuxRecord, type Observation, printRecord, type RecordedRun } from "../../../src/core/spec/record.ts";
import { compareFacts } from "../../../src/node/changes/compare-facts.ts";
import { compareRuns } from "../../../src/node/changes/compare-runs.ts";
import { findChanges } from "../../../src/node/changes/find-changes.ts";
import { printChanges } from "../../../src/node/changes/print-changes.ts";
import { currentSnapshot, snapshotAt } from "../../../src/node/changes/snapshot.ts";
import { contentKernels } from "../../drivers/content-kernels.ts";

const digest = (letter: string) => letter.repeat(64);

const record = (version: string, image: string, scenarios: Readonly<Record<string, RecordedRun>>): LinuxRecord => ({
  release: version.split(".").slice(0, 2).join("."),
  kernel: { version, sha256: digest(image) },
  scenarios,
});

const ran = (observed: Partial<Observation>, inputs = digest("0")): RecordedRun => ({
  result: "ran",
  inputs,
  observed: { ...observed, globals: observed.globals ?? {} },
});
const rejected = (message: string): RecordedRun => ({
  result: "rejected",
  inputs: digest("0"),
  refusal: { messages: [message] },
});

describe("what kernels did otherwise in a scenario", () => {
  const call = (returns: string) => ({ kfunc: "bpf_a", returns, args: { "opts.error": "0" } });
  test.each<[string, RecordedRun, RecordedRun, string[]]>([
    ["nothing", ran({ returns: "1" }), ran({ returns: "1" }), []],
    ["the return value", ran({ returns: "1" }), ran({ returns: "2" }), ["the return value was `1` and is now `2`"]],
    [
      "a global variable that one could not see",
      ran({ globals: { result: "-2 (-ENOENT)" } }),
      ran({}),
      ["the global variable `result` was `-2 (-ENOENT)` and is now not seen"],
    ],
    [
      "a call",
      ran({ calls: [call("NULL")] }),
      ran({ calls: [call("not NULL")] }),
      ["what call 1, `bpf_a`, returned was `NULL` and is now `not NULL`"],
    ],
    [
      "an element",
      ran({ maps: { m: { 1: "2" } } }),
      ran({ maps: { m: { 1: "3" } } }),
      ['the map `m` was `{"1":"2"}` and is now `{"1":"3"}`'],
    ],
    [
      "a line that was printed",
      ran({ printed: ["a"] }),
      ran({ printed: ["b"] }),
      ["printed line 1 was `a` and is now `b`"],
    ],
    [
      "the verdict",
      rejected("Unreleased reference"),
      ran({}),
      ["was rejected with `Unreleased reference` in the older kernel; ran in the newer"],
    ],
    [
      "the verifier's words",
      rejected("a"),
      rejected("b"),
      ["was rejected with `a` in the older kernel; was rejected with `b` in the newer"],
    ],
    ["nothing, as it is not the same scenario", ran({ returns: "1" }), ran({ returns: "2" }, digest("1")), []],
  ])("%s", (_, before, after, lines) => {
    const found = compareRuns(record("7.3.4", "a", { "x/y#z": before }), record("7.3.5", "b", { "x/y#z": after }));
    expect(found.changes.flatMap((change) => change.lines)).toEqual(lines);
  });
});

test("what one release has otherwise than the one before, by the facts on file", () => {
  const of = (release: string) => {
    const facts = contentKernels.releases.find((each) => each.release === release);
    if (!facts) throw new Error(`there are facts of ${release}`);
    return facts;
  };
  const lines = compareFacts(of("6.12"), of("6.16")).map(({ kfunc, line }) => `${kfunc}: ${line}`);
  expect(lines).toContain("bpf_dynptr_copy: is new");
  expect(lines.filter((line) => line.startsWith("bpf_dynptr_size:"))).toEqual([]);
  expect(compareFacts(of("7.3"), of("7.3"))).toEqual([]);
  const back = compareFacts(of("6.16"), of("6.12")).map(({ kfunc, line }) => `${kfunc}: ${line}`);
  expect(back).toContain("bpf_dynptr_copy: was removed");
  expect([...lines, ...back].join("\n")).toMatch(/can (now|no longer) be called by `BPF_PROG_TYPE_/);
});

describe("a content folder against a commit", () => {
  const folder = mkdtempSync(join(tmpdir(), "kfdoc-changes-"));
  const content = join(folder, "content");
  const path = join(content, "record", "7.3.json");
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...words], { cwd: folder, stdio: "pipe" });
  const write = (made: LinuxRecord) => writeFileSync(path, printRecord(made));

  beforeAll(() => {
    mkdirSync(join(content, "record"), { recursive: true });
    cpSync(resolve(import.meta.dirname, "../../../content/kernels/6.1"), join(content, "kernels", "6.1"), {
      recursive: true,
    });
    write(record("7.3.4", "a", { "x/y#z": ran({ returns: "1" }), "x/y#same": ran({}) }));
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "Keep a record");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const next =
    "`npx kfdoc check` tells which specs and expectations no longer hold, and `npx kfdoc verify EXAMPLE` runs one example in the newest kernel again.";
  const report = () => printChanges(findChanges(snapshotAt(content, "HEAD"), currentSnapshot(content)));

  test("is silent where no kernel is another one", () => {
    write(record("7.3.4", "a", { "x/y#z": ran({ returns: "2" }), "x/y#same": ran({}) }));
    expect(report()).toBe("");
  });

  test("tells what another build of a release does otherwise", () => {
    write(record("7.3.5", "b", { "x/y#z": ran({ returns: "2" }), "x/y#same": ran({}) }));
    expect(report()).toBe(
      [
        "## Linux 7.3: 7.3.5 in place of 7.3.4",
        "### 1 of 2 scenarios gave something else",
        "- `x/y#z`\n  - the return value was `1` and is now `2`",
        next,
      ].join("\n\n"),
    );
  });

  test("tells that nothing ended otherwise in a release that was not there", () => {
    write(record("7.3.4", "a", { "x/y#z": ran({ returns: "1" }), "x/y#same": ran({}) }));
    writeFileSync(join(content, "record", "7.4.json"), printRecord(record("7.4.1", "c", { "x/y#same": ran({}) })));
    expect(report()).toBe(
      `## Linux 7.4 is new: 7.4.1, compared with 7.3.4\n\n1 scenario ran in both kernels and gave the same.\n\n${next}`,
    );
  });

  test("tells what the facts of another kernel say", () => {
    rmSync(join(content, "record", "7.4.json"));
    const file = (name: string) => join(content, "kernels", "6.1", name);
    const edit = (name: string, from: string | RegExp, to: string) =>
      writeFileSync(file(name), readFileSync(file(name), "utf8").replace(from, to));
    edit("provenance.json", /"kernel": "[^"]*"/, '"kernel": "6.1.999-amd64"');
    edit("kfuncs.json", '"bbr_cwnd_event"', '"bbr_cwnd_again"');
    expect(report()).toMatch(/^## Linux 6\.1: 6\.1\.999-amd64 in place of 6\.1\./);
    expect(report()).toContain("- `bbr_cwnd_again` is new\n- `bbr_cwnd_event` was removed");
  });

  test("refuses a commit that there is not", () => {
    expect(() => snapshotAt(content, "nowhere")).toThrow("Git knows no commit nowhere");
    expect(() => snapshotAt(content, "--output=x")).toThrow("Git knows no commit");
  });

  test("is not taken for a repository itself, whatever it holds", () => {
    git("clone", "-q", "--bare", ".", "bare");
    expect(() => snapshotAt(join(folder, "bare"), "HEAD")).toThrow("Git knows no commit HEAD");
  });
});
