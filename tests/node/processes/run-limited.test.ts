import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import type { LimitedRun } from "../../../src/node/processes/limited-child.ts";
import { runLimited } from "../../../src/node/processes/run-limited.ts";

const folder = mkdtempSync(join(tmpdir(), "kfdoc-run-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const limits = { cpuSeconds: 10, wallSeconds: 20, memoryMiB: 512, fileMiB: 1, outputBytes: 1000 };

const shell = (script: string, changed: Partial<typeof limits> = {}, cwd = folder): Promise<LimitedRun> =>
  runLimited({
    command: "/bin/sh",
    args: ["-c", script],
    cwd,
    env: { PATH: "/bin:/usr/bin", GIVEN: "yes" },
    limits: { ...limits, ...changed },
  });

test("gives both streams and the exit code, in the folder and the environment that were given", async () => {
  const run = await shell('pwd; echo "$GIVEN $HOME" >&2; exit 3');
  expect(run).toEqual({ exitCode: 3, signal: null, stdout: `${folder}\n`, stderr: "yes \n" });
});

test("ends what takes too long or prints too much", async () => {
  expect(await shell("sleep 60", { wallSeconds: 0.2 })).toMatchObject({ signal: "SIGKILL", stoppedBy: "time" });
  expect(await shell("yes")).toMatchObject({ signal: "SIGKILL", stoppedBy: "output" });
});

test("rejects what can't be started, and goes on", async () => {
  await expect(shell("true", {}, join(folder, "missing"))).rejects.toThrow("ENOENT");
  expect((await shell("echo on")).stdout).toBe("on\n");
});

test("rejects what was running when the process that starts others is ended, and starts another one", async () => {
  const other = shell("sleep 60");
  const ended = /ended with SIGKILL/;
  await Promise.all([expect(shell("kill -9 $PPID")).rejects.toThrow(ended), expect(other).rejects.toThrow(ended)]);
  expect((await shell("echo again")).stdout).toBe("again\n");
});

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

test("ends what it started when it is killed itself", async () => {
  const module = new URL("../../../src/node/processes/run-limited.ts", import.meta.url).href;
  const file = join(folder, "pid");
  const args = ["-c", `echo $$ > ${file}.part; mv ${file}.part ${file}; exec sleep 60`];
  const command = { command: "/bin/sh", args, cwd: folder, env: { PATH: "/bin:/usr/bin" }, limits };
  const script = `import { runLimited } from ${JSON.stringify(module)}; await runLimited(${JSON.stringify(command)});`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "ignore" });
  await vi.waitUntil(() => existsSync(file), { timeout: 60_000 });
  const id = Number(readFileSync(file, "utf8"));
  expect(isRunning(id)).toBe(true);
  parent.kill("SIGKILL");
  await vi.waitUntil(() => !isRunning(id), { timeout: 15_000 });
});
