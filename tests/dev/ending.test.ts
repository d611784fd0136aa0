import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { writeSampleContent } from "../drivers/sample-content.ts";
import { sharedCache } from "../drivers/shared-cache.ts";
import { project } from "../node/build/content-copy.ts";
import { addressIn, patience } from "./dev-session.ts";

const content = mkdtempSync(join(tmpdir(), "kfdoc-ending-"));
const cold = mkdtempSync(join(tmpdir(), "kfdoc-cold-"));
/** What an ending may take on a busy machine, in milliseconds; a check takes several times as long. */
const AT_ONCE = 5000;

beforeAll(() => writeSampleContent(content));
afterAll(() => {
  for (const folder of [content, cold]) rmSync(folder, { recursive: true, force: true });
});

interface Running {
  readonly child: ChildProcess;
  readonly printed: () => string;
}

function run(command: string, words: readonly string[], cache: string): Running {
  const { VITEST: _, ...env } = process.env;
  const args = [...words, "dev", "--port", "0", "--content", content, "--cache", cache];
  const child = spawn(command, args, { cwd: project, env, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (printed += chunk));
  return { child, printed: () => printed };
}

/** Command lines of all processes but this one that name one of the folders. */
const leftOver = () =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((id) => {
      try {
        return [readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ")];
      } catch {
        return [];
      }
    })
    .filter((line) => line.includes(content) || line.includes(cold));

async function expectEnd({ child }: Running, signal: NodeJS.Signals, code: number | null): Promise<void> {
  const started = performance.now();
  const ended = once(child, "exit");
  child.kill(signal);
  expect((await ended)[0]).toBe(code);
  expect(performance.now() - started).toBeLessThan(AT_ONCE);
  await vi.waitFor(() => expect(leftOver()).toEqual([]), { timeout: AT_ONCE });
}

describe.runIf(existsSync("/proc/self/cmdline"))("it ends at once, and leaves no process", { timeout: 240_000 }, () => {
  test.each(["SIGINT", "SIGTERM"] as const)("with 0 by %s, while it serves", async (signal) => {
    const running = run(process.execPath, ["src/cli/kfdoc.ts"], sharedCache);
    await addressIn(running.child, running.printed);
    await expectEnd(running, signal, 0);
  });

  test("with 0 by SIGTERM, while it compiles", async () => {
    const running = run(process.execPath, ["src/cli/kfdoc.ts"], cold);
    await vi.waitUntil(() => leftOver().some((line) => line.includes("clang")), patience);
    await expectEnd(running, "SIGTERM", 0);
  });

  test("by SIGTERM to the npm that started it", async () => {
    const running = run("npm", ["exec", "--", "kfdoc"], sharedCache);
    await addressIn(running.child, running.printed);
    const ended = once(running.child, "exit");
    running.child.kill("SIGTERM");
    await ended;
    await vi.waitFor(() => expect(leftOver()).toEqual([]), { timeout: AT_ONCE });
  });
});
