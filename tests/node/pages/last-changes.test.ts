import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { lastChanges } from "../../../src/node/pages/last-changes.ts";

const folder = mkdtempSync(join(tmpdir(), "kfdoc-git-"));
const shallow = `${folder}-shallow`;
afterAll(() => {
  for (const path of [folder, shallow]) rmSync(path, { recursive: true, force: true });
});

const git = (...args: string[]) =>
  execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b", ...args], {
    env: { ...process.env, GIT_COMMITTER_DATE: dateOf(args), GIT_AUTHOR_DATE: dateOf(args) },
    stdio: "ignore",
  });
const dateOf = (args: readonly string[]) => (args.includes("second") ? "2026-02-02T00:00:00Z" : "2026-01-01T00:00:00Z");

function commit(file: string, text: string, message: string): void {
  writeFileSync(join(folder, file), text);
  git("add", file);
  git("commit", "-m", message);
}

test("without a repository nothing is known, and that is no error", () => {
  expect(lastChanges(folder, ".").size).toBe(0);
  expect(lastChanges(join(folder, "nowhere"), ".").size).toBe(0);
});

test("a file was last changed by the newest commit that names it; a shallow repository does not say", () => {
  git("init", "-q");
  commit("a.md", "1", "first");
  commit("b.md", "1", "first");
  commit("a.md", "2", "second");
  const changes = lastChanges(folder, ".");
  expect(changes.get("a.md")?.toISOString()).toBe("2026-02-02T00:00:00.000Z");
  expect(changes.get("b.md")?.toISOString()).toBe("2026-01-01T00:00:00.000Z");
  execFileSync("git", ["clone", "-q", "--depth", "1", `file://${folder}`, shallow], { stdio: "ignore" });
  expect(lastChanges(shallow, ".").size).toBe(0);
});
