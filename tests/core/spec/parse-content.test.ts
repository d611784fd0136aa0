import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parseContent } from "../../../src/core/spec/parse-content.ts";

const root = resolve(import.meta.dirname, "../../..");
const content = readdirSync(join(root, "content"), { recursive: true, encoding: "utf8" }).filter((path) =>
  /^(kfuncs|examples)\//.test(path),
);
const ending = (ending: string) =>
  content
    .filter((path) => path.endsWith(ending))
    .map((path) => ({ path, text: readFileSync(join(root, "content", path), "utf8") }));
const sources = ending(".yaml");
const beside = { pages: ending(".md"), programs: ending(".bpf.c") };

/** Code and first line of the source's place, for content of which one file is edited. */
function codesAfter(path: string, edit: (text: string) => string): string[] {
  const edited = sources.map((source) => (source.path === path ? { path, text: edit(source.text) } : source));
  return parseContent(edited, beside).diagnostics.map(({ code }) => code);
}

const state = "kfuncs/xfrm/bpf_xdp_get_xfrm_state.yaml";
const release = "kfuncs/xfrm/bpf_xdp_xfrm_state_release.yaml";
const example = "examples/xfrm/replay-window.yaml";

test("the content of this repository has no findings", () => {
  const parsed = parseContent(sources, beside);
  expect(parsed.diagnostics).toEqual([]);
  expect(parsed.content.kfuncs.length + parsed.content.examples.length).toBe(sources.length);
});

describe("one mistake gives the findings it is", () => {
  const cases: readonly [string, string, (text: string) => string, string[]][] = [
    ["a name", state, (text) => text.replace(/^name: .*/m, "name: bpf_other"), ["spec/file-name"]],
    ["released_by", state, (text) => text.replace(/^released_by: .*\n/m, ""), ["spec/unpaired-reference"]],
    ["a scenario", state, (text) => text.replace("#unknown-spi", "#unknown-sip"), ["spec/unknown-scenario"]],
    [
      "an excuse beside it",
      state,
      (text) => text.replace("#unknown-spi", "#unknown-spi\n    not_shown: no"),
      ["spec/error-without-scenario"],
    ],
    ["a member", state, (text) => text.replace("via: opts.error", "via: opts.err"), ["spec/unknown-member"]],
    [
      "a parameter's text",
      state,
      (text) => text.replace("  opts__sz: ", "  opts_sz: "),
      ["spec/undocumented-parameter", "spec/unknown-parameter"],
    ],
    ["what void returns", release, (text) => `${text}returns: Nothing.\n`, ["spec/unknown-key"]],
    [
      "a call",
      example,
      (text) => text.replace(/- bpf_xdp_xfrm_state_release\n/, "- bpf_xdp_release\n"),
      ["spec/unknown-kfunc"],
    ],
  ];
  test.each(cases)("%s", (_, path, edit, expected) => {
    const codes = codesAfter(path, edit);
    for (const code of expected) expect(codes).toContain(code);
    expect(new Set(codes)).toEqual(new Set(expected));
  });
});

describe("findings do not echo", () => {
  test("rules across files go on where a file has findings of its own", () => {
    const edit = (text: string) =>
      text
        .replace("KF_RET_NULL", "KF_RET_NUL")
        .replace("#unknown-spi", "#unknown-sip")
        .replace(/"6\.8"/, "6.8");
    expect(codesAfter(state, edit)).toEqual(["spec/unquoted-version", "spec/unknown-name", "spec/unknown-scenario"]);
  });

  test.each([state, release, example])("a file that is no YAML is one finding: %s", (path) => {
    expect(codesAfter(path, (text) => `${text}\n  }`)).toEqual(["yaml/syntax"]);
  });

  test("a reference that is wrong in itself is not looked up", () => {
    expect(codesAfter(state, (text) => text.replace("xfrm/replay-window#unknown-spi", "unknown-spi"))).toEqual([
      "spec/wrong-type",
    ]);
  });
});

test("findings are in the order of paths and places", () => {
  const edited = sources.map(({ path, text }) => ({
    path,
    text: text.replaceAll("text:", "txt:").replaceAll("summary:", "sumary:"),
  }));
  const places = parseContent(edited).diagnostics.map(({ place }) =>
    "source" in place ? { path: place.source.path, at: place.start } : { path: "", at: 0 },
  );
  const sorted = [...places].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.at - b.at));
  expect(places.length).toBeGreaterThan(5);
  expect(places).toEqual(sorted);
});

describe("files stand in pairs", () => {
  const without = (path: string) => ({
    specs: sources.filter((source) => source.path !== path),
    pages: beside.pages.filter((source) => source.path !== path),
    programs: beside.programs.filter((source) => source.path !== path),
  });
  const cases: readonly [string, string][] = [
    [state, "spec/missing-spec"],
    [example.replace(".yaml", ".bpf.c"), "spec/missing-source"],
    [example, "spec/missing-scenarios"],
  ];
  test.each(cases)("without %s there is a finding", (path, code) => {
    const { specs, pages, programs } = without(path);
    expect(parseContent(specs, { pages, programs }).diagnostics.map((found) => found.code)).toContain(code);
  });
  test.each(cases)("%s that was refused is not missed", (path) => {
    const { specs, pages, programs } = without(path);
    expect(parseContent(specs, { pages, programs, refused: [path] }).diagnostics).toEqual([]);
  });
});
