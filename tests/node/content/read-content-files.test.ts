import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { printPlace } from "../../../src/core/diagnostics/code-frame.ts";
import { sortContent } from "../../../src/node/content/content-sources.ts";
import { type FilesRead, readContentFiles } from "../../../src/node/content/read-content-files.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "kfdoc-content-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function place(path: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  return file;
}

function refusals(): string[] {
  const { value, diagnostics } = readContentFiles(root);
  const sorted = sortContent(value ?? []);
  return [...diagnostics, ...sorted.diagnostics].map((found) => `${printPlace(found.place)} ${found.message}`);
}

describe("what is refused in a content folder", () => {
  const secret = "/etc/hostname";
  const spec = "kfuncs/xfrm/bpf_a.yaml";
  const refused: readonly { name: string; make: () => void; says: string }[] = [
    { name: "a link to a file", make: () => symlinkSync(secret, place(spec)), says: "no regular file" },
    { name: "a link to a folder", make: () => symlinkSync("/etc", place("kfuncs/xfrm")), says: "no regular file" },
    { name: "a pipe", make: () => execFileSync("mkfifo", [place(spec)]), says: "no regular file" },
    { name: "a file too large", make: () => writeFileSync(place(spec), " ".repeat(300_000)), says: "the limit" },
    { name: "bytes that are no text", make: () => writeFileSync(place(spec), Buffer.from([0xff])), says: "not UTF-8" },
    { name: "a file out of place", make: () => writeFileSync(place("kfuncs/bpf_a.yaml"), ""), says: "No content" },
    { name: "a file too deep", make: () => writeFileSync(place("kfuncs/a/b/c.yaml"), ""), says: "no regular file" },
    { name: "a program", make: () => writeFileSync(place("examples/xfrm/run.sh"), ""), says: "No content" },
    {
      name: "a vmlinux.h of the author",
      make: () => writeFileSync(place("examples/xfrm/vmlinux.h"), ""),
      says: "No content",
    },
    {
      name: "a name that would steer a terminal",
      make: () => writeFileSync(place("kfuncs/xfrm/\u001b[2J.yaml"), ""),
      says: "content/kfuncs/xfrm/?[2J.yaml",
    },
  ];

  test.each(refused)("$name", ({ make, says }) => {
    make();
    expect(refusals()).toEqual([expect.stringContaining(says)]);
  });

  test("a file too large with what to do about it", () => {
    writeFileSync(place(spec), " ".repeat(300_000));
    expect(readContentFiles(root).diagnostics.map(({ help }) => help)).toEqual([
      "Split it: a file here has at most 262144 bytes.",
    ]);
  });

  test("no folder at all", () => {
    rmSync(root, { recursive: true });
    expect(refusals()).toEqual([expect.stringContaining(`There is no content folder ${root}`)]);
  });

  test("not what an editor leaves behind", () => {
    writeFileSync(place("kfuncs/xfrm/.bpf_a.yaml.swp"), "");
    writeFileSync(place("kfuncs/xfrm/bpf_a.yaml"), "name: bpf_a\n");
    expect(refusals()).toEqual([]);
    expect(readContentFiles(root).value?.map(({ path }) => path)).toEqual(["content/kfuncs/xfrm/bpf_a.yaml"]);
  });
});

test("what is read again is the same object until its bytes change, and what is gone is forgotten", () => {
  const [kept, changed] = ["kfuncs/xfrm/bpf_a.yaml", "kfuncs/xfrm/bpf_b.yaml"] as const;
  for (const path of [kept, changed]) writeFileSync(place(path), "name: a");
  const before: FilesRead = new Map();
  const first = readContentFiles(root, "", before).value;
  writeFileSync(place(kept), "name: a");
  writeFileSync(place(changed), "name: b");
  const second = readContentFiles(root, "", before).value;
  expect(second?.map((file, index) => file === first?.[index])).toEqual([true, false]);
  rmSync(place(changed));
  expect(readContentFiles(root, "", before).value).toEqual([first?.[0]]);
  expect([...before.keys()]).toEqual([kept]);
});
