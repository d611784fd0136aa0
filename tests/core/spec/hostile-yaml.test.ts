import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printDiagnostic } from "../../../src/core/diagnostics/code-frame.ts";
import { isSpan } from "../../../src/core/diagnostics/diagnostic.ts";
import { parseExampleSpec } from "../../../src/core/spec/parse-example-spec.ts";
import { parseKfuncSpec } from "../../../src/core/spec/parse-kfunc-spec.ts";
import { maximumLength, parseYaml } from "../../../src/core/spec/parse-yaml.ts";
import { fuzzRuns } from "../../drivers/fuzz-runs.ts";

const parse = (text: string) => parseYaml({ path: "a.yaml", text });
const found = (text: string) => parse(text).diagnostics.map(({ code }) => code);

const billionLaughs = [
  'a: &a ["lol", "lol", "lol"]',
  ..."bcdefghi".split("").map((name, index) => `${name}: &${name} [*${"abcdefgh"[index]}, *${"abcdefgh"[index]}]`),
].join("\n");

describe("a file that means harm", () => {
  const cases: readonly [string, string, string][] = [
    ["aliases that multiply", billionLaughs, "yaml/alias"],
    ["an alias to itself", "a: &a [*a]", "yaml/alias"],
    ["a tag that names a type", "a: !!js/function 'x'", "yaml/alias"],
    ["a tag of the core schema", "a: !!str 6.10", "yaml/alias"],
    ["a merge key", "a: { <<: { b: 1 } }", "yaml/alias"],
    ["a directive", "%YAML 1.1\n---\na: yes", "yaml/alias"],
    ["brackets nested 10,000 deep", "[".repeat(10_000), "yaml/limit"],
    ["closed brackets nested 10,000 deep", "[".repeat(10_000) + "]".repeat(10_000), "yaml/limit"],
    ["lists nested 10,000 deep", "- ".repeat(10_000), "yaml/limit"],
    ["keys nested 10,000 deep", "? ".repeat(10_000), "yaml/limit"],
    [
      "maps nested 300 deep",
      Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
      "yaml/limit",
    ],
    ["a file over the limit", `a: ${"x".repeat(maximumLength)}`, "yaml/limit"],
    ["binary data", "\u007fELF\u0002\u0001\u0001\u0000\u0000", "yaml/syntax"],
    ["half of a surrogate pair", "a: \ud800", "yaml/syntax"],
    ["a tab as indentation", "a:\n\tb: 1", "yaml/syntax"],
    ["two documents", "a: 1\n---\nb: 2", "yaml/syntax"],
    ["a map as a key", "? { a: 1 }\n: 2", "yaml/syntax"],
    ["a key that JavaScript gives a meaning", "__proto__: { polluted: true }", "spec/unknown-key"],
  ];
  test.each(cases)("%s", (_, text, code) => {
    expect(found(text)).toContain(code);
  });

  test("does not reach the prototype of other objects", () => {
    parse("__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 2 } }");
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test.each(["}", "[]", "a: [\n", "%a\n", "&a ", "? a\n", "k: 1\n", '"', "- a\n"])(
    "that repeats %j is read in time that grows with its length",
    { timeout: 20_000, retry: 3 },
    (piece) => {
      const took = (length: number) => {
        const started = performance.now();
        parse(piece.repeat(length / piece.length));
        return performance.now() - started;
      };
      took(4096);
      const short = took(16 * 1024);
      expect(took(64 * 1024)).toBeLessThan(Math.max(short, 20) * 12);
    },
  );
});

test("thousands of wrong keys and entries are told of by the first hundred, in little time", () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join("\n");
  const flags = `flags: [${"KF_RCUU, ".repeat(20_000)}]`;
  for (const text of [keys, flags]) {
    const started = performance.now();
    const { diagnostics } = parseKfuncSpec({ path: "a.yaml", text });
    diagnostics.map((diagnostic) => printDiagnostic(diagnostic));
    expect(diagnostics.length).toBeLessThan(250);
    expect(performance.now() - started).toBeLessThan(10_000);
  }
}, 30_000);

describe("any text at all", () => {
  const yamlLike = fc
    .array(
      fc.constantFrom(
        ..."-?:,[]{}#&*!|>'\"%@` \n\t\r\u0000\ufeffa1.~".split(""),
        "null",
        "0x",
        "name: ",
        "flags: ",
        "- ",
        "  ",
      ),
    )
    .map((pieces) => pieces.join(""));

  test.each([parseKfuncSpec, parseExampleSpec])("is read or refused by %o, with places inside it", (parseSpec) => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string(), yamlLike), (text) => {
        const { value, diagnostics } = parseSpec({ path: "a.yaml", text });
        expect(value === undefined).toBe(diagnostics.length > 0);
        for (const diagnostic of diagnostics) {
          if (!isSpan(diagnostic.place)) throw new Error("a place without lines");
          const { start, end } = diagnostic.place;
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(printDiagnostic(diagnostic)).toContain(diagnostic.code);
        }
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });
});

describe("text that is only unusual", () => {
  test.each([
    ["CRLF", "a: 1\r\nb: two\r\n", { a: 1, b: "two" }],
    ["a byte order mark", "\ufeffa: 1\n", { a: 1 }],
    ["letters of many scripts", "größe: 名前 🦀\n", { größe: "名前 🦀" }],
    [
      "huge numbers",
      "a: 1e999\nb: 123456789012345678901234567890",
      { a: Number.POSITIVE_INFINITY, b: 1.2345678901234568e29 },
    ],
    ["names of nothing", "a: NULL\nb: null\nc:\nd: ~", { a: "NULL", b: "null", c: null, d: null }],
    ["nothing", "", null],
    ["a comment alone", "# nothing\n", null],
  ])("is read: %s", (_, text, expected) => {
    const { value, diagnostics } = parse(text);
    expect(diagnostics).toEqual([]);
    expect(value?.value === null ? null : { ...(value?.value as object) }).toEqual(expected);
  });
});
