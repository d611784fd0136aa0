import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { exampleFormat } from "../../../src/core/spec/parse-example-spec.ts";
import { kfuncFormat } from "../../../src/core/spec/parse-kfunc-spec.ts";
import { sortKeys } from "../../../src/core/spec/sort-keys.ts";

const cases = [
  ["keys in order stay", "name: a\nsummary: A.\n", "name: a\nsummary: A.\n"],
  ["keys change places", "flags: []\nname: a\n", "name: a\nflags: []\n"],
  [
    "comments go with the key below them, and with the one before them in its line",
    "# the file\nflags: [] # none\n# why\n# and how\nname: a\n# the end\n",
    "# the file\n# why\n# and how\nname: a\nflags: [] # none\n# the end\n",
  ],
  ["a last line without an end gets one", "flags: []\nname: a", "name: a\nflags: []\n"],
  [
    "folded texts stay whole",
    "returns: >-\n  One\n\n  two.\nname: a\nsummary: |\n  x\n",
    "name: a\nsummary: |\n  x\nreturns: >-\n  One\n\n  two.\n",
  ],
  [
    "within brackets",
    "name: a\nsince: { commit: 'ab' , version: \"6.8\" }\n",
    "name: a\nsince: { version: \"6.8\" , commit: 'ab' }\n",
  ],
  [
    "comments between brackets keep them as they are",
    "name: a\nsince: {\n  commit: ab, # x\n  version: b }\n",
    "name: a\nsince: {\n  commit: ab, # x\n  version: b }\n",
  ],
  [
    "in lists, where the first key stands behind the dash",
    "name: a\nerrors:\n  - when: it is so\n    # why\n    value: EINVAL\n  - value: ENOENT\n    when: x\n",
    "name: a\nerrors:\n  # why\n  - value: EINVAL\n    when: it is so\n  - value: ENOENT\n    when: x\n",
  ],
  [
    "names that the author chooses stay",
    "name: a\nparams:\n  z: Z.\n  b: B.\n",
    "name: a\nparams:\n  z: Z.\n  b: B.\n",
  ],
  ["keys that the format lacks keep the map as it is", "flags: []\nnmae: a\n", "flags: []\nnmae: a\n"],
  ["what is no YAML stays", "flags: [\nname: a\n", "flags: [\nname: a\n"],
] as const;

test.each(cases)("%s", (_, text, sorted) => {
  expect(sortKeys(text, kfuncFormat.shape)).toBe(sorted);
  expect(sortKeys(sorted, kfuncFormat.shape)).toBe(sorted);
});

/** Of data, whatever the order of keys. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, ordered(each)] as const)
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
};

describe("the keys of a file turned round", () => {
  const content = resolve(import.meta.dirname, "../../cases/content");
  const files = globSync("{kfuncs,examples}/*/*.yaml", { cwd: content });
  test.each(files)("of %s come back into order, and the data is the same", (file) => {
    const text = readFileSync(resolve(content, file), "utf8");
    const { shape } = file.startsWith("kfuncs") ? kfuncFormat : exampleFormat;
    const turned: typeof shape = {
      ...shape,
      properties: Object.fromEntries(Object.entries(shape.properties ?? {}).toReversed()),
    };
    const wrong = sortKeys(text, turned);
    expect(wrong).not.toBe(text);
    expect(ordered(parse(wrong))).toEqual(ordered(parse(text)));
    expect(sortKeys(wrong, shape)).toBe(sortKeys(text, shape));
  });
});
