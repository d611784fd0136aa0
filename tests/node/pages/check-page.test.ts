import { describe, expect, test } from "vitest";
import { printDiagnostic } from "../../../src/core/diagnostics/code-frame.ts";
import { positionOf } from "../../../src/core/diagnostics/source.ts";
import { checkPage, findTextProblems } from "../../../src/node/pages/check-page.ts";
import { pageNames } from "../../../src/node/pages/page-names.ts";

const source = "/* region: lookup */\nint x;\n/* endregion: lookup */\n";
const names = {
  ...pageNames(
    [{ name: "bpf_xdp_get_xfrm_state" }],
    [{ key: "xfrm/replay-window", scenarios: [{ name: "leak" }, { name: "unknown-spi" }], source }],
  ),
  listed: [
    {
      name: "bpf_xdp_get_xfrm_state",
      family: "xfrm",
      flags: ["KF_ACQUIRE", "KF_RET_NULL"],
      programTypes: ["BPF_PROG_TYPE_XDP"],
      since: "6.8",
    },
  ],
  releases: ["7.3", "6.12"],
  headings: new Map([
    ["concepts/xfrm", ["states-in-xdp"]],
    ["flags/KF_ACQUIRE", ["pitfalls"]],
  ]),
};

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
    "::example{name=xfrm/replay-window region=lookup}",
    ":::note\nText, `code` and\n\n```c\nint x;\n```\n:::",
    ":::caution[Mind the *leak*]\n- a\n:::",
    "- a\n\n  ~~~\n  b\n  ~~~",
    "    int indented;\n",
    "::kfuncs{flag=KF_ACQUIRE program_type=BPF_PROG_TYPE_XDP}",
    "::kfuncs{family=xfrm since=6.8}",
    "It is :since[in `x`]{release=6.12} and :until[*not* in [[KF_ACQUIRE]]]{release=6.10}.",
    "10:30, opts:error and `[[no_link]]` in code",
    "[web](https://kernel.org) [mail](mailto:a@b.c) [there](/flags/KF_ACQUIRE/#pitfalls) [faults](/faults/)",
    "## When it *fails*\n\n[here](#when-it-fails) and [there](/kfuncs/bpf_xdp_get_xfrm_state/#errors)",
    "[a][b]\n\n[b]: https://kernel.org/doc",
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
    ["a misspelt directive", '::exmple{name="xfrm/replay-window"}', "page/directive 1:1 Did you mean example?"],
    [
      "a misspelt attribute",
      '::example{name="xfrm/replay-window" scenari="leak"}',
      "page/directive 1:1 Did you mean scenario?",
    ],
    [
      "an attribute that is missing",
      "::example",
      'page/directive 1:1 write ::example{name="<subsystem>/<name>" scenario="<scenario>"}',
    ],
    [
      "an example that does not exist",
      'a\n\n::example{name="xfrm/replay-windw"}',
      "page/unknown-example 3:1 Did you mean xfrm/replay-window?",
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
      "page/directive 1:1 the directives are example, kfuncs, note, caution, since, until",
    ],
    [
      "a region that does not exist",
      "::example{name=xfrm/replay-window region=lokup}",
      "page/unknown-example 1:1 Did you mean lookup?",
    ],
    [
      "a scenario and a region at once",
      "::example{name=xfrm/replay-window scenario=leak region=lookup}",
      "page/directive 1:1 leave one of them out",
    ],
    ["a flag that does not exist", "::kfuncs{flag=KF_AQUIRE}", "page/directive 1:1 Did you mean KF_ACQUIRE?"],
    ["a family that does not exist", "::kfuncs{family=xrfm}", "page/directive 1:1 Did you mean xfrm?"],
    [
      "a program type without its prefix",
      "::kfuncs{program_type=XDP}",
      "page/directive 1:1 Did you mean BPF_PROG_TYPE_XDP?",
    ],
    ["a release that never was", "::kfuncs{since=6.20}", "page/directive 1:1 write it as in release=6.12"],
    [
      "a table without a condition",
      "::kfuncs",
      "page/directive 1:1 write ::kfuncs{flag=KF_ACQUIRE}, with flag, family, program_type and since, one or more",
    ],
    [
      "a table without rows",
      "::kfuncs{flag=KF_ACQUIRE since=6.12}",
      "page/empty-table 1:1 leave an attribute out, or the table",
    ],
    ["a release that nobody knows yet", "It is :since[new]{release=7.4}.", "page/directive 1:7 the newest is 7.3"],
    ["text without its release", "a :since[new]", "page/directive 1:3 write :since[text]{release=6.12}"],
    ["a release without text", "a :since{release=6.12}", "page/directive 1:3 write :since[text]{release=6.12}"],
    ["a misspelt directive in text", "a :sinc[b]{release=6.12}", "page/directive 1:3 Did you mean since?"],
    [
      "a note with two colons",
      "::note",
      "page/directive 1:1 write :::note, the text on lines of its own, and a line :::",
    ],
    [
      "an empty note",
      ":::note[a]\n:::",
      "page/directive 1:1 write :::note, the text on lines of its own, and a line :::",
    ],
    ["a note that does not end", "a\n\n:::note\nb\n\nc", "page/unclosed 3:1 write a line ::: after its last"],
    ["code that does not end", "a\n\n```c\nb\n\nc", "page/unclosed 3:1 write a line ``` after its last"],
    ["an end of nothing", "a\n\n:::", "page/directive 3:1 remove it"],
    [
      "attributes that can't be read",
      "::example{name=}",
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
    ["an anchor that is not on this page", "## When\n\n[x](#wen)"],
    ["an anchor with a damaged escape", "[x](#%zz)"],
    ["an anchor that is not on another page", "[x](/concepts/xfrm/#state)"],
    ["a concept that does not exist", "[x](/concepts/nothing/)"],
    ["an address without its host", "[x](https://)"],
    ["an address with half a host", "[x](https://kernel)"],
    ["mail to nobody", "[x](mailto:)"],
    ["an address in the place of words", "See https://kernel.org/doc."],
    ["an address between angles", "See <https://kernel.org/doc>."],
    ["a link without words", "a [](https://kernel.org/) b"],
    ["a reference to nothing", "a [b][c]"],
    ["an image", "![x](https://elsewhere.example/x.png)"],
  ])("%s", (_, text) => expect(findings(text)).toEqual([expect.stringMatching(/^page\/link /)]));
});

describe("footnotes and headings", () => {
  test.each([
    ["a footnote that is not defined", "a[^nope]", "page/footnote 1:2"],
    ["a footnote that nothing refers to", "a\n\n[^note]: b", "page/footnote 3:1"],
    ["a heading of level 1", "# Title", "page/heading 1:1"],
    ["a heading of level 1 by its underline", "Title\n=====", "page/heading 1:1"],
    ["a heading that leaves a level out", "## Use\n\n#### Deep", "page/heading 3:1"],
    ["a first heading below level 2", "### Use", "page/heading 1:1"],
    ["a heading without words", "##", "page/heading 1:1"],
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

describe("a name of BPF", () => {
  const kernelNames = new Set(["bpf_map_lookup_elem", "bpf_map_update_elem", "BPF_ANY"]);
  const wrong = (text: string) =>
    checkPage({ path: "content/concepts/a.md", text }, { ...names, kernelNames }).map(
      ({ message, help }) => `${message.split(" ").at(-1)}: ${help}`,
    );

  test("is looked for fifty times at most", () => {
    const text = Array.from({ length: 900 }, (_, index) => `bpf_of_nobody_${index}`).join(" ");
    expect(wrong(text)).toHaveLength(50);
  });

  test.each<[string, string[]]>([
    ["`bpf_map_lookup_elem()`, bpf_map_update_elem and [[bpf_xdp_get_xfrm_state]]", []],
    ["`bpf_map_lookup_elm()`", ["bpf_map_lookup_elm: Did you mean bpf_map_lookup_elem?"]],
    ["the constant BPF_AN", ["BPF_AN: Did you mean BPF_ANY?"]],
    ["`bpf_map`, `bpf_map_*`, `bpf_<kind>_x`, `kernel/bpf_a.c`, `my-bpf_a` and `bpf_program__attach`", []],
    ["`bpf_of_nobody`", [expect.stringMatching(/^bpf_of_nobody: a function within/)]],
    ["`bpf_of_nobody`[^b]\n\n[^b]: `bpf_of_nobody` in `kernel/bpf/verifier.c`, v7.3.", []],
    ["```c\nbpf_of_nobody(bpf_map_lookup_elm());\n```", ["bpf_map_lookup_elm: Did you mean bpf_map_lookup_elem?"]],
  ])("%j", (text, expected) => expect(wrong(text)).toEqual(expected));
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
    ["[".repeat(20_001), ["page/size"]],
    ["[a](".repeat(4_000), []],
    ["*a".repeat(5_000), []],
    ["[[".repeat(10_000), []],
    ["\u0000\ufffd[[\u0000]]", ["page/unknown-kfunc"]],
    [":::".repeat(5_000), ["page/directive"]],
  ])("case %#", (text, codes) => {
    expect(checkPage({ path: "concepts/a.md", text }, names).map(({ code }) => code)).toEqual(codes);
  });

  test("of a spec is shorter than a page", () => {
    const text = "a long text ".repeat(400);
    expect(findTextProblems(text, names).map(({ message }) => message)).toEqual([
      "The text has 4800 characters; it may have 4000",
    ]);
    expect(checkPage({ path: "concepts/a.md", text }, names)).toEqual([]);
  });
});
