import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { MissingTool } from "../../src/node/build/missing-tool.ts";
import { explainFailure } from "../../src/node/reports/explain-failure.ts";
import { sharedCache } from "../drivers/shared-cache.ts";
import { temporaryFolder } from "../drivers/temporary-folder.ts";
import { copyContent, project } from "../node/build/content-copy.ts";
import { kfdocHere } from "./kfdoc-here.ts";

function kfdoc(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(project, "src/cli/kfdoc.ts"), ...args], {
    encoding: "utf8",
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { status, stdout, stderr, all: `${stdout}${stderr}` };
}

const wrong = { file: "examples/dynptr/from-xdp.yaml", from: "return: ", to: "return: 7 #" };
const content = copyContent();
const countOf = (folder: string, ending: string) =>
  readdirSync(join(content, folder), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(ending))
    .length;

const counts = `${countOf("kfuncs", ".yaml")} specs, ${countOf("examples", ".bpf.c")} examples`;
const summary = new RegExp(
  String.raw`^${counts}, \d+ scenarios in \d+\.\d s; from the cache: \d+ of \d+ objects, \d+ of \d+ outcomes$`,
  "m",
);

describe("exit codes", () => {
  test.each([
    { args: ["--version"], status: 0, says: /^\d+\.\d+\.\d+$/m },
    { args: [], status: 2, says: "Usage: npx kfdoc" },
    { args: ["coverage", "--nothing"], status: 2, says: "unknown option" },
    { args: ["explain", "audit/flag"], status: 2, says: "Did you mean audit/flags?" },
  ])("$status for kfdoc $args, as a process", ({ args, status, says }) => {
    const result = kfdoc(args);
    expect(result.status).toBe(status);
    expect(result.all).toMatch(says);
  });

  test.each([
    { args: ["--help"], status: 0, says: "Usage: npx kfdoc" },
    { args: ["bild"], status: 2, says: "Did you mean build?" },
    { args: ["build", "--nothing"], status: 2, says: "unknown option" },
    { args: ["check", "--format", "xml"], status: 2, says: "Allowed choices are pretty, json, sarif, github, junit" },
    {
      args: ["run"],
      status: 2,
      says: "The target is missing.\nName a folder, an example or a scenario, such as xfrm/replay-window#leak; or an object: prog.o",
    },
    { args: ["run", "nope.o"], status: 2, says: "There is no nope.o.\nName a file that is there." },
    { args: ["verify", "--kernel", "nowhere"], status: 2, says: "nowhere is neither a release nor a file" },
    { args: ["run", "a.o", "--update"], status: 2, says: "An object has no scenario to update" },
    {
      args: ["run", "xfrm/replay-window", "--program", "x"],
      status: 2,
      says: "--program and --packet are for objects",
    },
    { args: ["run", "a.o", "--kernel", "7.3"], status: 2, says: "Leave out --update, --engine and --kernel" },
    { args: ["run", "xfrm/x", "--kernel", "7.3", "--engine", "emulator"], status: 2, says: "--kernel says nothing" },
    {
      args: ["run", "content/examples/xfrm/replay-windw.bpf.c"],
      status: 2,
      says: "Did you mean xfrm/replay-window?",
    },
    {
      args: ["completion"],
      status: 2,
      says: /^The shell is missing\.\nName one of bash, zsh, fish, such as npx kfdoc completion bash\.\n$/,
    },
    { args: ["explain", "-ENONET"], status: 0, says: /^ENONET: .*-64/ },
    { args: ["explain", "-64"], status: 0, says: /^ENONET: .*-64/ },
    { args: ["explain", "--eNONET"], status: 2, says: "There is no option --eNONET" },
    { args: ["completion", "tcsh"], status: 2, says: "Allowed choices are" },
    { args: ["dev", "--port", "65536"], status: 2, says: "It is a number from 0 to 65535" },
    { args: ["dev", "--content", "/nowhere"], status: 2, says: "There is no content folder /nowhere" },
    { args: ["doctor", "extra"], status: 2, says: "too many arguments" },
    { args: ["new", "kfunc", "bpf_dynptr_slic"], status: 2, says: "Did you mean bpf_dynptr_slice?" },
    { args: ["new", "example", "nofolder", "--kfunc", "x"], status: 2, says: "is no name of an example" },
    { args: ["check", "--shard", "5/4"], status: 2, says: "It is a part such as 2/4" },
    { args: ["check", "--shard", "1/4", "--fix"], status: 2, says: "A shard is of everything" },
    { args: ["run", "xfrm", "--shard", "1/4", "--update"], status: 2, says: "A shard is of examples" },
    { args: ["check", "--report", "r.json"], status: 2, says: "--report is of a shard" },
    { args: ["check", "--watch", "--max-warnings", "3"], status: 2, says: "nor --max-warnings" },
    { args: ["verify", "--shard", "1/2", "--update-record"], status: 2, says: "kfdoc merge takes it" },
    { args: ["merge", "/nowhere"], status: 2, says: "There is no /nowhere" },
    { args: ["build", "extra"], status: 2, says: "too many arguments" },
    { args: ["check", "/nowhere"], status: 2, says: "/nowhere is not in the content folder" },
    { args: ["check", "content/nowhere"], status: 2, says: "There is no content/nowhere" },
    { args: ["check", "--since", "no-such-commit"], status: 2, says: "Git knows no commit no-such-commit" },
  ])("$status for kfdoc $args", async ({ args, status, says }) => {
    const result = await kfdocHere(args);
    expect(result.status).toBe(status);
    expect(result.all).toMatch(says);
  });

  test("0 where all is true, with a line for each engine and for coverage, one that sums it up, and no noise", () => {
    const result = kfdoc(["check", "--content", copyContent(), "--cache", sharedCache]);
    expect(result.stderr).toBe("");
    expect(result.stdout).toMatch(summary);
    const [coverage, ...engines] = result.stdout.trimEnd().split("\n").slice(0, -1).toReversed();
    expect(coverage).toMatch(/^ {2}\d+ of \d+ kfuncs documented whole \(\d+\.\d %\)$/);
    expect(engines.at(-1)).toMatch(/^ {2}scenarios in the emulator: \d+$/);
    expect(
      engines.filter(
        (line) => !/^ {2}(scenarios in the emulator|in Linux alone|on record, Linux [\d.]+): \d+/.test(line),
      ),
    ).toEqual([]);
    expect(result.status).toBe(0);
  });

  test("1 with the findings, a count and no stack where something is wrong", async () => {
    const result = await kfdocHere(["check", "--content", copyContent(wrong), "--cache", sharedCache]);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain("content/examples/dynptr/from-xdp.yaml:");
    expect(result.stderr).toMatch(/^\d+ errors?$/m);
    expect(result.all).not.toMatch(/^\s+at /m);
  });

  test("findings as JSON", async () => {
    const content = copyContent(wrong);
    const result = await kfdocHere(["check", "--format", "json", "--content", content, "--cache", sharedCache]);
    expect(result.status).toBe(1);
    const [first] = JSON.parse(result.stdout) as { code: string; place: { path: string; start: { line: number } } }[];
    expect(first?.code).toBe("run/expectation");
    expect(resolve(project, first?.place.path ?? "")).toBe(join(content, "examples/dynptr/from-xdp.yaml"));
  });

  test("1 with a plain message where a tool or the content is missing", () => {
    const options = ["--content", copyContent(), "--cache", sharedCache];
    const clang = kfdoc(["check", ...options], { CLANG: "/nowhere/clang" });
    expect(clang.status).toBe(1);
    expect(clang.stderr).toContain("npm run setup");
    expect(clang.stderr).not.toContain("bug");
    const content = kfdoc(["check", "--content", join(temporaryFolder(), "none"), "--cache", sharedCache]);
    expect(content.status).toBe(2);
    expect(content.stderr.trimEnd().split("\n")).toEqual([
      expect.stringContaining("There is no content folder"),
      expect.stringContaining("Name the folder"),
    ]);
  });
});

test("shards of a check end as it would have, and not without all of them", async () => {
  const folders = ["--content", copyContent(wrong), "--cache", sharedCache];
  const reports = temporaryFolder();
  for (const shard of ["1/2", "2/2"]) {
    const early = await kfdocHere(["merge", reports, ...folders]);
    expect(early.status).toBe(shard === "1/2" ? 2 : 1);
    expect(early.stderr).toContain(shard === "1/2" ? "There is no report in" : "[shard/missing]");
    const report = join(reports, `${shard[0]}.json`);
    const part = await kfdocHere(["check", "--shard", shard, "--report", report, ...folders]);
    expect(part.stdout).toContain(`shard ${shard}`);
  }
  const merged = await kfdocHere(["merge", reports, ...folders]);
  const whole = await kfdocHere(["check", ...folders]);
  expect(merged.status).toBe(1);
  expect(merged.stderr).toBe(whole.stderr);
  expect(merged.stdout).toMatch(summary);
}, 180_000);

test("a build with findings leaves the pages as they were", () => {
  const out = join(temporaryFolder(), "dist");
  mkdirSync(out);
  writeFileSync(join(out, "index.html"), "the last good build");
  const result = kfdoc(["build", "--content", copyContent(wrong), "--cache", sharedCache, "--out", out]);
  expect(result.status).toBe(1);
  expect(result.stderr).toContain("The pages stay as they were.");
  expect(readFileSync(join(out, "index.html"), "utf8")).toBe("the last good build");
});

describe("explainFailure", () => {
  test("calls the unexpected a bug, in one line", () => {
    const text = explainFailure(new TypeError("x is undefined\nsecond line"), {});
    expect(text).toContain("bug of kfdoc");
    expect(text.split("\n")).toHaveLength(1);
    expect(explainFailure(new TypeError("x"), { KFDOC_DEBUG: "1" })).toMatch(/\n\s+at /);
  });

  test("does not call a missing tool one", () => {
    expect(explainFailure(new MissingTool("clang", []), {})).not.toContain("bug");
  });
});
