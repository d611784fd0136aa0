import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
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

/** Runs a script of the shell from a process of its own, which does nothing else and prints what came of it. */
function runElsewhere(script: string): ChildProcess {
  const module = new URL("../../../src/node/processes/run-limited.ts", import.meta.url).href;
  const command = { command: "/bin/sh", args: ["-c", script], cwd: folder, env: { PATH: "/bin:/usr/bin" }, limits };
  const text = `import { runLimited } from ${JSON.stringify(module)};
    await runLimited(${JSON.stringify(command)}).then(({ stdout }) => console.log(stdout), ({ message }) => console.log(message));`;
  return spawn(process.execPath, ["--input-type=module", "-e", text], { stdio: ["ignore", "pipe", "ignore"] });
}

test.each([
  ["an answer", "echo answered", "answered"],
  ["the end of the process that starts others", "kill -9 $PPID", "ended with SIGKILL"],
])("a process that does nothing else waits for %s, and then ends", async (_, script, says) => {
  const parent = runElsewhere(script);
  let printed = "";
  parent.stdout?.on("data", (chunk: Buffer) => {
    printed += chunk;
  });
  expect(await once(parent, "close")).toEqual([0, null]);
  expect(printed).toContain(says);
});

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

test("ends what it started when it is killed itself", async () => {
  const file = join(folder, "pid");
  const parent = runElsewhere(`echo $$ > ${file}.part; mv ${file}.part ${file}; exec sleep 60`);
  await vi.waitUntil(() => existsSync(file), { timeout: 60_000 });
  const id = Number(readFileSync(file, "utf8"));
  expect(isRunning(id)).toBe(true);
  parent.kill("SIGKILL");
  await vi.waitUntil(() => !isRunning(id), { timeout: 15_000 });
});
