import { describe, expect, test } from "vitest";
import { printDiagnostic } from "../../../src/core/diagnostics/code-frame.ts";
import { positionOf } from "../../../src/core/diagnostics/source.ts";
import { checkPage, findTextProblems } from "../../../src/node/pages/check-page.ts";
import { pageNames } from "../../../src/node/pages/page-names.ts";

const names = pageNames(
  [{ name: "bpf_xdp_get_xfrm_state" }],
  [{ key: "xfrm/replay-window", scenarios: [{ name: "leak" }, { name: "unknown-spi" }] }],
);

/** Code, line:column and help of each finding. */
const findings = (text: string, path = "content/concepts/a.md") =>
  checkPage({ path, text }, names).map(({ code, place, help }) => {
    const { line, column } = "source" in place ? positionOf(place.source, place.start) : { line: 0, column: 0 };
    return `${code} ${line}:${column} ${help}`;
  });

describe("what a page may hold", () => {
  test.each([
    "Plain text, `code` and [[bpf_xdp_get_xfrm_state]].",
    "[[KF_ACQUIRE]] in [[BPF_PROG_TYPE_XDP]] breaks [[unreleased-reference]], see [[page/link]].",
    '::example{name="xfrm/replay-window"}',
    '::example{name="xfrm/replay-window" scenario="leak"}',
    "10:30, opts:error and `[[no_link]]` in code",
    "[web](https://kernel.org) [mail](mailto:a@b.c) [here](#errors) [there](/flags/KF_ACQUIRE/#pitfalls) [faults](/faults/)",
    "```c\n#include <vmlinux.h>\n[[nothing]]\n```",
  ])("%j", (text) => expect(findings(text)).toEqual([]));
});

describe("what a page may not hold", () => {
  test.each([
    [
      "a name without a page",
      "a\n\nb [[bpf_xdp_get_xfrm_stat]]",
      "page/unknown-kfunc 3:3 did you mean [[bpf_xdp_get_xfrm_state]]?",
    ],
    ["a misspelt flag", "[[KF_AQUIRE]]", "page/unknown-kfunc 1:1 did you mean [[KF_ACQUIRE]]?"],
    ["a misspelt directive", '::exmple{name="xfrm/replay-window"}', "page/directive 1:1 did you mean example?"],
    [
      "a misspelt attribute",
      '::example{name="xfrm/replay-window" scenari="leak"}',
      "page/directive 1:1 did you mean scenario?",
    ],
    [
      "an attribute that is missing",
      "::example",
      'page/directive 1:1 write ::example{name="<subsystem>/<name>" scenario="<scenario>"}',
    ],
    [
      "an example that does not exist",
      'a\n\n::example{name="xfrm/replay-windw"}',
      "page/unknown-example 3:1 did you mean xfrm/replay-window?",
    ],
    [
      "a scenario that does not exist",
      '::example{name="xfrm/replay-window" scenario="x"}',
      "page/unknown-example 1:1 there are: leak, unknown-spi",
    ],
    [
      "raw HTML in text",
      "a <b>",
      "page/raw-html 1:3 write Markdown; put code and types such as <linux/bpf.h> between backticks",
    ],
    [
      "a name of Object.prototype as a directive",
      "::constructor",
      'page/directive 1:1 write ::example{name="<subsystem>/<name>" scenario="<scenario>"}',
    ],
  ])("%s", (_, text, finding) => expect(findings(text)).toEqual([finding]));

  test.each([
    ["script in a link", "[x](javascript:alert(1))"],
    ["script in capitals", "[x](JAVASCRIPT:alert(1))"],
    ["data in a definition", "[x]\n\n[x]: data:text/html,1"],
    ["a path of nothing", "[x](/nowhere/)"],
    ["a page that does not exist", "[x](/kfuncs/bpf_nothing/)"],
    ["a path that only begins like a page", "[x](/kfuncs/../../nowhere/)"],
    ["a relative path", "[x](../other)"],
    ["a host without a scheme", "[x](//elsewhere.example/)"],
    ["an address that is not encrypted", "[x](http://kernel.org/)"],
    ["a name with one bracket at its end", "a [[KF_ACQUIRE] b"],
    ["a name without brackets at its end", "a [[KF_ACQUIRE b"],
    ["a name with one bracket at its start", "a [KF_ACQUIRE]] b"],
    ["an image", "![x](https://elsewhere.example/x.png)"],
  ])("%s", (_, text) => expect(findings(text)).toEqual([expect.stringMatching(/^page\/link /)]));
});

describe("footnotes and headings", () => {
  test.each([
    ["a footnote that is not defined", "a[^nope]", "page/footnote 1:2"],
    ["a footnote that nothing refers to", "a\n\n[^note]: b", "page/footnote 3:1"],
    ["a heading of level 1", "# Title", "page/heading 1:1"],
    ["a heading of level 1 by its underline", "Title\n=====", "page/heading 1:1"],
    ["a heading that stands twice", "## Use\n\na\n\n### `use`", "page/heading 5:1"],
  ])("%s", (_, text, place) => expect(findings(text)).toEqual([expect.stringContaining(`${place} `)]));

  test.each(["a[^1]\n\n[^1]: b", "`[^nope]` and \\[^nope]", "## Use\n\n### Uses", "x[[KF_ACQUIRE]][0]"])("%j", (text) =>
    expect(findings(text)).toEqual([]),
  );
});

describe("a kfunc's page", () => {
  const words = (count: number) => "word ".repeat(count);
  const codes = (text: string) =>
    findings(text, "content/kfuncs/xfrm/a.md").map((finding) => finding.split(" ").slice(0, 2).join(" "));

  test.each<[string, string, string[]]>([
    ["is not empty", "", ["page/length 1:1"]],
    ["has 80 words", words(79), ["page/length 1:1"]],
    ["may have 80 words", words(80), []],
    ["may have 300 words", words(300), []],
    ["has no more", words(301), ["page/length 1:1"]],
    ["is not counted by its code", `${words(79)}\n\n\`\`\`c\n${words(9)}\n\`\`\``, ["page/length 1:1"]],
    ["is not counted by its footnotes", `${words(300)}[^a]\n\n[^a]: ${words(9)}`, []],
    ["is not counted by its inline code", `${words(79)}\`code\``, ["page/length 1:1"]],
    ["has no front matter", `---\nname: a\n---\n${words(80)}`, ["page/front-matter 1:1"]],
  ])("%s", (_, text, expected) => expect(codes(text)).toEqual(expected));

  test("alone is held to this", () => expect(findings("Short.", "content/flags/KF_ACQUIRE.md")).toEqual([]));
});

test("offsets are those of the file with front matter", () => {
  expect(findings("---\nname: KF_ACQUIRE\n---\n\n[[no_such_thing]]")).toEqual([
    expect.stringMatching(/^page\/unknown-kfunc 5:1 /),
  ]);
});

test("every finding is reported, in the order of the text", () => {
  expect(findings("<i> [[a_b]]\n\n::no\n\n![x](y)").map((finding) => finding.split(" ")[0])).toEqual([
    "page/raw-html",
    "page/unknown-kfunc",
    "page/directive",
    "page/link",
  ]);
});

test("a finding prints with its line", () => {
  const [diagnostic] = checkPage({ path: "content/flags/KF_ACQUIRE.md", text: "Use [[KF_AQUIRE]].\n" }, names);
  expect(diagnostic && printDiagnostic(diagnostic)).toBe(
    [
      "content/flags/KF_ACQUIRE.md:1:5: error [page/unknown-kfunc] No page is called KF_AQUIRE",
      "> 1 | Use [[KF_AQUIRE]].",
      "    |     ^^^^^^^^^^^^^",
      "  2 |",
      "  help: did you mean [[KF_ACQUIRE]]?",
    ].join("\n"),
  );
});

describe("hostile text gives a finding or none, in time", () => {
  test.each([
    [">".repeat(50_000), ["page/size"]],
    ["x".repeat(300_000), ["page/size"]],
    ["[".repeat(20_000), []],
    ["*a".repeat(5_000), []],
    ["[[".repeat(10_000), []],
    ["\u0000\ufffd[[\u0000]]", ["page/unknown-kfunc"]],
    [":::".repeat(5_000), []],
  ])("case %#", (text, codes) => {
    expect(findTextProblems(text, names).map(({ code }) => code)).toEqual(codes);
  });
});
