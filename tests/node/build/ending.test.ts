import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { sharedCache } from "../../drivers/shared-cache.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { copyContent, project } from "./content-copy.ts";

/** The process of Astro that a process started. */
function astroOf(pid: number): number | undefined {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
  const found = children.find((id) => id !== "" && readFileSync(`/proc/${id}/cmdline`, "utf8").includes("astro"));
  return found === undefined ? undefined : Number(found);
}

describe.runIf(existsSync("/proc/self/cmdline"))("a build that is ended while pages are written", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "by %s ends Astro, and the pages stay",
    { timeout: 240_000 },
    async (signal) => {
      const out = join(temporaryFolder(), "dist");
      mkdirSync(out);
      writeFileSync(join(out, "index.html"), "as it was");
      const command = ["src/cli/kfdoc.ts", "build", "--content", copyContent(), "--cache", sharedCache, "--out", out];
      const { VITEST: _, ...env } = process.env;
      const build = spawn(process.execPath, command, { cwd: project, env, stdio: "ignore" });
      const pid = build.pid ?? 0;
      const astro = await vi.waitUntil(() => astroOf(pid), { timeout: 180_000, interval: 50 });
      const ended = once(build, "exit");
      build.kill(signal);
      expect(await ended).toEqual([null, signal]);
      expect(existsSync(`/proc/${astro}`)).toBe(false);
      expect(readdirSync(sharedCache)).not.toContain(`dist-next-${pid}`);
      expect(readdirSync(out)).toEqual(["index.html"]);
      expect(readFileSync(join(out, "index.html"), "utf8")).toBe("as it was");
    },
  );
});
