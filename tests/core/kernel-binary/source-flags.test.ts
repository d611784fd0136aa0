import { expect, test } from "vitest";
import type { KfuncsFile } from "../../../src/core/facts/kfuncs-file.ts";
import { compareWithSource, readSource, SOURCE_LINES } from "../../../src/core/kernel-binary/source-flags.ts";

const header = `#define KF_ACQUIRE	(1 << 0) /* one */
#define KF_RELEASE	(1 << 1)
#define KF_RET_NULL	(1 << 2)
# define KF_KPTR_GET (1 << 3)
#define KF_TRUSTED_ARGS (1 << 4)
#define KF_SLEEPABLE    (1 << 5)
#define KF_DESTRUCTIVE  (1 << 6)
`;

const code = `BTF_SET8_START(first_ids)
BTF_ID_FLAGS(func, plain)
BTF_ID_FLAGS(func, broken,
	     KF_ACQUIRE | KF_RET_NULL)
#ifdef CONFIG_A
BTF_ID_FLAGS(func, chosen, KF_SLEEPABLE)
#else
BTF_ID_FLAGS(func, chosen, KF_DESTRUCTIVE)
#endif
BTF_SET8_END(first_ids)
BTF_ID_FLAGS(func, outside, KF_RELEASE)
BTF_KFUNCS_START(listed_elsewhere)
#define ONE_KFUNC(_, name) BTF_ID_FLAGS(func, name, KF_TRUSTED_ARGS)
ALL_KFUNCS
BTF_KFUNCS_END(listed_elsewhere)
`;

const source = readSource(header + code);

const kfunc = (set: string, ...flags: KfuncsFile["kfuncs"][string]["sets"][number]["flags"]) => ({
  module: "vmlinux",
  returns: "void",
  params: [],
  sets: [{ set, flags, registered_for: [] }],
  decl_tags: [],
});

test("flags are read by set and kfunc, over line ends, conditions and macros", () => {
  expect(Object.fromEntries(source.sets.get("first_ids") ?? [])).toEqual({
    plain: [[]],
    broken: [["KF_ACQUIRE", "KF_RET_NULL"]],
    chosen: [["KF_SLEEPABLE"], ["KF_DESTRUCTIVE"]],
  });
  expect(Object.fromEntries(source.sets.get("listed_elsewhere") ?? [])).toEqual({ "*": [["KF_TRUSTED_ARGS"]] });
  expect(source.bits.get("KF_KPTR_GET")).toBe(3);
});

test("what agrees is counted, in any order of flags", () => {
  const kfuncs = {
    plain: kfunc("first_ids"),
    broken: kfunc("first_ids", "KF_RET_NULL", "KF_ACQUIRE"),
    chosen: kfunc("first_ids", "KF_DESTRUCTIVE"),
    meta: kfunc("listed_elsewhere", "KF_TRUSTED_ARGS"),
  };
  expect(compareWithSource("6.1", kfuncs, source)).toEqual({ agree: 4, differ: [] });
});

test("what differs is told in words", () => {
  const kfuncs = { broken: kfunc("first_ids", "KF_RELEASE"), unknown: kfunc("first_ids"), plain: kfunc("no_set") };
  expect(compareWithSource("6.1", kfuncs, source)).toEqual({
    agree: 0,
    differ: [
      "first_ids, broken: KF_RELEASE here, KF_ACQUIRE | KF_RET_NULL there",
      "first_ids, unknown: no flags here, not listed there",
      "no_set, plain: no flags here, not listed there",
    ],
  });
});

test("a bit that moved, came or went is told", () => {
  const moved = readSource(header.replace("KF_RELEASE	(1 << 1)", "KF_RELEASE (1 << 9)").replace(/.*KPTR_GET.*\n/, ""));
  expect(compareWithSource("6.1", {}, moved).differ).toEqual([
    "KF_RELEASE: bit 1 here, bit 9 there",
    "KF_KPTR_GET: bit 3 here, bit unknown there",
  ]);
});

test("grep keeps the lines that are read", () => {
  const pattern = new RegExp(SOURCE_LINES.replaceAll("[[:space:]]", "\\s"));
  const kept = (header + code).split("\n").filter((line) => pattern.test(line));
  expect(kept).toHaveLength(7 + 10);
});
