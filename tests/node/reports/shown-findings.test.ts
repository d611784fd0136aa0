import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { errorAt } from "../../../src/core/diagnostics/error-at.ts";
import { filterFor } from "../../../src/node/reports/shown-findings.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";

const finding = (path: string) => errorAt({ path }, "yaml/syntax", "x");

/** A content folder within a repository: one file is as it was, one changed, one is new. */
function makeContent(): string {
  const repository = temporaryFolder();
  const content = join(repository, "docs");
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...words], { cwd: repository });
  const write = (name: string, text: string) => {
    mkdirSync(join(content, "kfuncs"), { recursive: true });
    writeFileSync(join(content, "kfuncs", name), text);
  };
  git("init", "-q");
  write("same.yaml", "1");
  write("changed.yaml", "1");
  git("add", "-A");
  git("commit", "-qm", "x");
  write("changed.yaml", "2");
  write("new file.yaml", "1");
  return content;
}

const names = ["same.yaml", "changed.yaml", "new file.yaml"].map((name) => `content/kfuncs/${name}`);
const shown = (filter: ReturnType<typeof filterFor>) => names.filter((name) => filter(finding(name)));

test("all findings are shown where nothing is named", () =>
  expect(shown(filterFor({ content: makeContent(), paths: [] }))).toEqual(names));

test("those in files and folders that are named", () => {
  const content = makeContent();
  expect(shown(filterFor({ content, paths: [join(content, "kfuncs")] }))).toEqual(names);
  expect(shown(filterFor({ content, paths: [join(content, "kfuncs/same.yaml")] }))).toEqual([names[0]]);
  expect(() => filterFor({ content, paths: [join(content, "..")] })).toThrow("is not in the content folder");
  expect(() => filterFor({ content, paths: [join(content, "none")] })).toThrow("There is no");
});

test("those in files that changed since a commit, and in new ones", () => {
  const content = makeContent();
  expect(shown(filterFor({ content, paths: [], since: "HEAD" }))).toEqual(names.slice(1));
  expect(shown(filterFor({ content, paths: [join(content, "kfuncs/changed.yaml")], since: "HEAD" }))).toEqual([
    names[1],
  ]);
  expect(() => filterFor({ content, paths: [], since: "--output=/tmp/x" })).toThrow("Git knows no commit");
});

describe("a content folder that means harm", () => {
  test("is not taken for a repository whose configuration starts programs", () => {
    const content = makeContent();
    const mark = join(content, "..", "started");
    cpSync(join(content, "../.git"), content, { recursive: true });
    execFileSync("git", ["config", "-f", "config", "core.worktree", "."], { cwd: content });
    execFileSync("git", ["config", "-f", "config", "core.fsmonitor", `touch ${mark}; false`], { cwd: content });
    expect(() => filterFor({ content, paths: [], since: "HEAD" })).toThrow(/no commit HEAD/);
    expect(existsSync(mark)).toBe(false);
  });

  test.each(["--output=stolen", "-O/etc/passwd", "--no-index", "HEAD:../../x", "$(touch stolen)"])(
    "learns nothing from a commit called %s",
    (since) => {
      const content = makeContent();
      expect(() => filterFor({ content, paths: [], since })).toThrow(/knows no commit/);
      expect(existsSync(join(content, "stolen"))).toBe(false);
    },
  );
});
