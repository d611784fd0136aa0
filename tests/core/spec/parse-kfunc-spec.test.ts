import { describe, expect, test } from "vitest";
import { type Diagnostic, isSpan } from "../../../src/core/diagnostics/diagnostic.ts";
import { positionOf } from "../../../src/core/diagnostics/source.ts";
import { parseKfuncSpec } from "../../../src/core/spec/parse-kfunc-spec.ts";

const whole = `name: bpf_xdp_get_xfrm_state
summary: Looks up a security association.
since: { version: "6.8", commit: 8f0ec8c68175 }
signature:
  returns: struct xfrm_state *
  params:
    - { name: ctx, type: struct xdp_md * }
    - { name: opts, type: struct bpf_xfrm_state_opts * }
flags: [KF_ACQUIRE, KF_RET_NULL]
released_by: bpf_xdp_xfrm_state_release
params:
  ctx: The context.
  opts:
    text: What to look for.
    members:
      error: { direction: out, text: Why it failed. }
returns: The state, or NULL.
errors:
  - { value: NULL, when: never., not_shown: It can't be. }
program_types: [BPF_PROG_TYPE_XDP]
`;

/** Line, column, code and the text meant by each finding. */
function summarize({ code, place }: Diagnostic): string {
  if (!isSpan(place)) throw new Error("a place without lines");
  const { line, column } = positionOf(place.source, place.start);
  return `${line}:${column} ${code} ${place.source.text.slice(place.start, place.end)}`;
}

const parse = (text: string) => parseKfuncSpec({ path: "a.yaml", text });
const findings = (text: string) => parse(text).diagnostics.map(summarize);

test("a whole spec is read without findings, with the place of each part", () => {
  const { value: file, diagnostics } = parse(whole);
  expect(diagnostics).toEqual([]);
  expect(file?.value.errors).toEqual([{ value: "NULL", when: "never.", not_shown: "It can't be." }]);
  const textAt = (...[path, part]: Parameters<NonNullable<typeof file>["spanOf"]>) => {
    const span = file?.spanOf(path, part);
    return span?.source.text.slice(span.start, span.end);
  };
  expect(textAt(["signature", "params", 1, "type"])).toBe("struct bpf_xfrm_state_opts *");
  expect(textAt(["params", "opts", "members", "error"], "key")).toBe("error");
  expect(textAt(["flags", 1])).toBe("KF_RET_NULL");
  expect(textAt(["params", "opts", "members", "mark", "text"])).toBe("members");
  expect(textAt(["errors", 3, "value"])).toBe("errors");
  expect(textAt(["nothing"])).toBe("name");
});

test("every finding is given at once, each on the narrowest place", () => {
  const wrong = whole
    .replace("summary:", "sumary:")
    .replace('"6.8"', "6.10")
    .replace("name: opts,", "name: 7,")
    .replace("[KF_ACQUIRE, KF_RET_NULL]", "[KF_AQUIRE, KF_RET_NULL, KF_RET_NULL]")
    .replace("direction: out,", "direction: to,")
    .replace("ctx: The context.", "ctx: [The context.]")
    .replace("value: NULL", "value: EINVALL")
    .replace("program_types: [BPF_PROG_TYPE_XDP]", "program_types: BPF_PROG_TYPE_XDP");
  expect(findings(wrong)).toEqual([
    "2:1 spec/unknown-key sumary",
    "3:19 spec/unquoted-version 6.10",
    "8:15 spec/wrong-type 7",
    "9:9 spec/unknown-name KF_AQUIRE",
    "9:33 spec/duplicate KF_RET_NULL",
    "12:3 spec/wrong-type ctx",
    "16:27 spec/unknown-name to",
    "19:14 spec/unknown-name EINVALL",
    "20:16 spec/wrong-type BPF_PROG_TYPE_XDP",
  ]);
});

describe("an unquoted version", () => {
  test.each(["6.10", "6.1", "5.0", "10.20"])("%s is found as such, and the help prints it as written", (version) => {
    const { diagnostics } = parse(whole.replace('"6.8"', version));
    expect(diagnostics.map(({ code, help }) => [code, help])).toEqual([
      ["spec/unquoted-version", `write "${version}"`],
    ]);
  });

  test.each(["6", "0x6", "true", "6.8.1", "v6.8", '"6"'])("%s is not one", (version) => {
    expect(findings(whole.replace('"6.8"', version))).toEqual([`3:19 spec/wrong-type ${version}`]);
  });
});

describe("a choice between forms gives the one finding that helps", () => {
  test.each([
    ["a text that is a number", "  ctx: 3", "12:8 spec/wrong-type 3"],
    ["a text that is left out", "  ctx:", "12:3 spec/wrong-type ctx"],
    ["a map without its text", "  ctx: { members: {} }", "12:3 spec/missing-key ctx"],
    ["a map with another key", "  ctx: { text: a, txt: b }", "12:19 spec/unknown-key txt"],
    ["a map within it", "  ctx: { text: { a: b } }", "12:10 spec/wrong-type text"],
  ])("%s", (_, line, expected) => {
    expect(findings(whole.replace("  ctx: The context.", line))).toEqual([expected]);
  });
});

describe("names that objects inherit", () => {
  test.each(["constructor", "toString", "hasOwnProperty"])("%s is a parameter like any other", (name) => {
    const { value, diagnostics } = parse(whole.replaceAll("ctx", name));
    expect(diagnostics).toEqual([]);
    expect(Object.keys(value?.value.params ?? {})).toEqual([name, "opts"]);
  });

  test("__proto__ is refused wherever it stands", () => {
    expect(findings(whole.replaceAll("  ctx:", "  __proto__: { text: a }\n  ctx:"))).toEqual([
      "12:3 spec/unknown-key __proto__",
    ]);
  });
});

describe("a file with findings", () => {
  test("has no value, but a sketch for the rules across files", () => {
    const { value, sketch } = parse(
      whole.replace("KF_ACQUIRE", "KF_AQUIRE").replace("Looks up a security association.", "3"),
    );
    expect(value).toBeUndefined();
    expect(sketch?.value).toMatchObject({
      name: "bpf_xdp_get_xfrm_state",
      summary: "",
      flags: ["KF_AQUIRE", "KF_RET_NULL"],
    });
  });

  test.each([
    ["a list is missing", whole.replace(/ {2}params:\n(?: {4}- .*\n)+/, "")],
    ["a map is a text", whole.replace('{ version: "6.8", commit: 8f0ec8c68175 }', "6.8")],
    ["it is a list", "- a"],
    ["it is empty", ""],
  ])("has no sketch where %s", (_, text) => {
    const parsed = parse(text);
    expect(parsed.diagnostics).not.toEqual([]);
    expect([parsed.value, parsed.sketch]).toEqual([undefined, undefined]);
  });
});
