import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { copyContent, fixFolder } from "../build/content-copy.ts";

const lookup = "kfuncs/xfrm/bpf_xdp_get_xfrm_state.yaml";
const page = "kfuncs/xfrm/bpf_xdp_get_xfrm_state.md";
const program = "examples/xfrm/replay-window.bpf.c";
const licence = "// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause\n";

const slips: readonly { name: string; file: string; spoil: (text: string) => string; says: string }[] = [
  {
    name: "a licence line that is missing",
    file: program,
    spoil: (text) => text.replace(licence, ""),
    says: "The file does not say its licence",
  },
  {
    name: "a licence line that is spelt otherwise",
    file: program,
    spoil: (text) => text.replace(licence, "/* SPDX-Licence-Identifier: (BSD-2-Clause OR GPL-2.0) */\n"),
    says: "The licence line is not spelt as it should be",
  },
  {
    name: "a version without quotes, and the comment behind it",
    file: lookup,
    spoil: (text) => text.replace('"6.8"', "6.8"),
    says: "The version 6.8 stands without quotes",
  },
  {
    name: "white space at the ends of lines",
    file: lookup,
    spoil: (text) => text.replace(/,\n/, ",  \t\n").replace("\nflags", " \nflags"),
    says: "White space stands at the end of a line",
  },
  {
    name: "ends of lines as on Windows",
    file: page,
    spoil: (text) => text.replaceAll("\n", "\r\n"),
    says: "Lines end as on Windows",
  },
  { name: "a last line without an end", file: page, spoil: (text) => text.trimEnd(), says: "The last line has no end" },
  {
    name: "empty lines at the end",
    file: program,
    spoil: (text) => `${text}\n\n`,
    says: "Empty lines stand at the end of the file",
  },
  {
    name: "spaces that are no plain ones",
    file: program,
    spoil: (text) => text.replace("#define AF_INET 2", "#define\u00a0AF_INET\u00a02"),
    says: "The space U+00A0 stands here, which is no plain one",
  },
];

describe("check --fix puts back", () => {
  test.each(slips)("$name", ({ file, spoil, says }) => {
    const content = copyContent();
    const path = join(content, file);
    const right = readFileSync(path, "utf8");
    const wrong = spoil(right);
    expect(wrong).not.toBe(right);
    writeFileSync(path, wrong);
    expect(fixFolder(content)).toEqual([{ path: file, changes: [says], before: wrong, after: right }]);
    expect(readFileSync(path, "utf8")).toBe(right);
    expect(fixFolder(content)).toEqual([]);
  });
});

test("keys out of order are put in order, of the named files alone", () => {
  const content = copyContent();
  const files = [lookup, "examples/xfrm/replay-window.yaml"].map((file) => ({
    file,
    right: readFileSync(join(content, file), "utf8"),
  }));
  const turn = (text: string) => text.replace(/^(summary: .*\n(?: {2}.*\n)*)([\s\S]*)$/m, "$2$1");
  for (const { file, right } of files) writeFileSync(join(content, file), turn(right));
  const fixed = fixFolder(content, (path) => path.startsWith("content/kfuncs/"));
  expect(fixed.map(({ path, changes }) => ({ path, changes }))).toEqual([
    { path: lookup, changes: ["keys in the order of the format"] },
  ]);
  const now = files.map(({ file }) => readFileSync(join(content, file), "utf8"));
  expect(now).toEqual([files[0]?.right, turn(files[1]?.right ?? "")]);
});

test("several slips of one file, and what the kernels decide of it once it can be read, are one change", () => {
  const content = copyContent();
  const path = join(content, lookup);
  const right = readFileSync(path, "utf8");
  const wrong = right
    .replace('"6.8"', "6.8")
    .replace("flags: [KF_ACQUIRE, KF_RET_NULL]", "flags: [KF_RET_NULL] # kept")
    .replaceAll("\n", "\r\n");
  writeFileSync(path, wrong);
  const after = right.replace("flags: [KF_ACQUIRE, KF_RET_NULL]", "flags: [KF_RET_NULL, KF_ACQUIRE] # kept");
  expect(fixFolder(content)).toMatchObject([{ path: lookup, before: wrong, after }]);
});

describe("check --fix leaves alone", () => {
  const left: readonly { name: string; file: string; spoil: (text: string) => string }[] = [
    {
      name: "another licence, which is the author's to change",
      file: program,
      spoil: (text) => text.replace("GPL-2.0-only OR BSD-2-Clause", "MIT"),
    },
    {
      name: "marks that turn the order of a line round, which may stand in words that mean something else without them",
      file: program,
      spoil: (text) => text.replace("/* ", "/* \u202e"),
    },
    {
      name: "two spaces that break a line of Markdown",
      file: page,
      spoil: (text) => text.replace(/\n\n/, "  \nmore\n\n"),
    },
    {
      name: "a name that may be meant otherwise",
      file: lookup,
      spoil: (text) => text.replace("KF_RET_NULL", "KF_RET_NUL"),
    },
    { name: "a file that is not YAML", file: lookup, spoil: () => "name: [\n" },
  ];
  test.each(left)("$name", ({ file, spoil }) => {
    const content = copyContent();
    const path = join(content, file);
    const wrong = spoil(readFileSync(path, "utf8"));
    writeFileSync(path, wrong);
    expect(fixFolder(content)).toEqual([]);
    expect(readFileSync(path, "utf8")).toBe(wrong);
  });
});

test("a link to a kfunc that goes on under another name is led there", () => {
  const content = copyContent();
  for (const other of ["coverage.json", "kfuncs/memory/bpf_obj_new_impl.yaml"]) rmSync(join(content, other));
  const path = join(content, page);
  const right = readFileSync(path, "utf8");
  writeFileSync(path, `${right}See [[bpf_obj_new_impl]].\n`);
  expect(fixFolder(content)).toMatchObject([{ path: page, after: `${right}See [[bpf_obj_new]].\n` }]);
});
