import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { sharedCache } from "../drivers/shared-cache.ts";
import { copyContent, project } from "../node/build/content-copy.ts";
import { kfdocHere } from "./kfdoc-here.ts";

const kfdocNew = (content: string, ...args: readonly string[]) =>
  kfdocHere(["new", ...args, "--content", content, "--cache", sharedCache]);

test("new kfunc says what it wrote, and that the example compiles and runs", async () => {
  const content = copyContent();
  const { status, stdout, stderr } = await kfdocNew(content, "kfunc", "bpf_task_from_pid");
  expect(stderr).toBe("");
  const [, completed = ""] = /^Completed (\S+); /m.exec(stdout) ?? [];
  expect(resolve(project, completed)).toBe(join(content, "kfuncs/task/bpf_task_from_pid.yaml"));
  expect(stdout).toContain("task/from-pid#success compiles and runs in the emulator.");
  expect(existsSync(join(content, "examples/task/from-pid.bpf.c"))).toBe(true);
  expect(status).toBe(0);
});

test("the commands that come next are for the same folder, and draft the specs that the example lacks", async () => {
  const content = copyContent();
  rmSync(join(content, "kfuncs/task/bpf_task_release.yaml"));
  const { stdout } = await kfdocNew(content, "kfunc", "bpf_task_from_pid");
  const [steps = "", unstated] = stdout.trimEnd().split("\n").toReversed();
  expect(steps).toContain(`npx kfdoc check --content ${content}: `);
  expect(steps).toContain(`npx kfdoc run task/from-pid --content ${content} shows`);
  expect(unstated).toBe(
    `No spec states bpf_task_release: npx kfdoc new kfunc bpf_task_release --content ${content} drafts one.`,
  );
  expect(stdout).toContain(`npx kfdoc verify task/from-pid --content ${content} runs it in Linux.`);
});

test.each([
  [["kfunc", "bpf_task_from_pi"], "Did you mean bpf_task_from_pid?"],
  [["kfunc"], "The kfunc's name is missing."],
  [["example", "task/own"], "--kfunc is missing."],
])("new %s is refused", async (args, says) => {
  const { status, stderr } = await kfdocNew(copyContent(), ...args);
  expect(stderr).toContain(says);
  expect(status).toBe(2);
});
