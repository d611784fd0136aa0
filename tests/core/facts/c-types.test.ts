import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCType } from "../../../src/core/facts/parse-c-type.ts";
import { adjustParameter, sameType } from "../../../src/core/facts/type-term.ts";
import { contentKernels } from "../../drivers/content-kernels.ts";
import { fuzzRuns } from "../../drivers/fuzz-runs.ts";

function same(left: string, right: string): boolean {
  const [first, second] = [parseCType(left), parseCType(right)];
  if (!first || !second) throw new Error(`${left} or ${right} is no type`);
  return sameType(adjustParameter(first), adjustParameter(second));
}

describe("one type in two spellings", () => {
  test.each([
    ["struct xdp_md *", "struct  xdp_md*"],
    ["const struct bpf_dynptr *", "struct bpf_dynptr const *"],
    ["unsigned long", "long unsigned int"],
    ["unsigned", "unsigned int"],
    ["short unsigned int", "unsigned short"],
    ["long long", "signed long long int"],
    ["bool", "_Bool"],
    ["u8 *", "u8[16]"],
    ["int (*)(void *, int)", "int (void *map, int key)"],
    ["const char * const", "char const *const"],
    ["int (*)(void)", "int(*)()"],
    ["char *[4]", "char **"],
  ])("%s is %s", (left, right) => {
    expect(same(left, right)).toBe(true);
  });
});

describe("two types", () => {
  test.each([
    ["struct xdp_md *", "struct xdp_md"],
    ["struct xdp_md *", "struct xdp_md **"],
    ["struct xdp_md *", "union xdp_md *"],
    ["struct xdp_md *", "xdp_md *"],
    ["const void *", "void *"],
    ["void * const", "const void *"],
    ["u32", "__u32"],
    ["u32", "unsigned int"],
    ["char", "signed char"],
    ["long", "long long"],
    ["int *(*)(void)", "int (**)(void)"],
    ["int (*)(void *)", "int (*)(void *, ...)"],
    ["u8 (*)[16]", "u8 (*)[8]"],
  ])("%s is not %s", (left, right) => {
    expect(same(left, right)).toBe(false);
  });
});

describe("no type", () => {
  const texts = [
    "",
    "*",
    "struct",
    "struct *",
    "xdp_md* ctx",
    "int)",
    "int (",
    "int [",
    "int[-1]",
    "u32;",
    "int (*x",
    "const",
  ];
  test.each([...texts, "(".repeat(10_000), "*".repeat(10_000), `int${"*".repeat(10_000)}`, `int ${"(*".repeat(5000)}`])(
    "%j",
    (text) => {
      expect(parseCType(text)).toBeUndefined();
    },
  );

  test("any text is read or refused", () => {
    const pieces = fc.array(
      fc.constantFrom("int", "struct", "x", "const", "*", "(", ")", "[", "]", "3", ",", "...", " ", "ä"),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((words) => words.join(" ")),
        ),
        (text) => {
          expect(() => parseCType(text)).not.toThrow();
        },
      ),
      { numRuns: fuzzRuns(2000) },
    );
  });
});

test("every type in the facts of every kernel is read, and is itself however it is spaced", () => {
  const types = contentKernels.releases.flatMap(({ kfuncs }) =>
    [...kfuncs.values()].flatMap(({ returns, params }) => [returns, ...params.map(({ type }) => type)]),
  );
  const distinct = [...new Set(types)];
  expect(distinct.length).toBeGreaterThan(50);
  expect(distinct.filter((type) => parseCType(type) === undefined)).toEqual([]);
  for (const type of distinct) expect(same(type, type.replaceAll(" *", "*").replaceAll(" ", "  "))).toBe(true);
});
