import { expect, test } from "vitest";
import { plainMarkdown } from "../../src/site/markdown/plain-markdown.ts";
import { picturePath, twinPath } from "../../src/site/paths.ts";
import { everythingMarkdown } from "../../src/site/view/everything-markdown.ts";
import { inputWords } from "../../src/site/view/input-words.ts";
import { kfuncMarkdown } from "../../src/site/view/kfunc-markdown.ts";
import { llmsText } from "../../src/site/view/llms-text.ts";
import { markdownTwins } from "../../src/site/view/markdown-twins.ts";
import { releaseFeed } from "../../src/site/view/release-feed.ts";
import { sampleModel } from "./sample-model.ts";

const [kfunc] = sampleModel.kfuncs;
if (!kfunc) throw new Error("the sample has a kfunc");

test("a kfunc's Markdown says what its page says", () => {
  const text = kfuncMarkdown(sampleModel, kfunc);
  expect(text).toContain(`# ${kfunc.name}\n`);
  expect(text).toContain(kfunc.declaration);
  for (const { name, members } of kfunc.params) {
    expect(text).toContain(`- \`${name}\``);
    for (const member of members) expect(text).toContain(`  - \`${member.name}\``);
  }
  for (const { value } of kfunc.errors ?? [])
    expect(text).toContain(value === "NULL" ? "| `NULL` |" : `| \`-${value}\` |`);
  expect(text).not.toMatch(/\[\[|::example/);
});

test("its sections stand below whatever level it is put at", () => {
  expect(kfuncMarkdown(sampleModel, kfunc, { level: 3 })).toMatch(/^### bpf_/);
  expect(kfuncMarkdown(sampleModel, kfunc, { level: 3 })).toContain("\n#### Parameters\n");
});

/** The sample with a region in its example. */
const marked = {
  ...sampleModel,
  examples: sampleModel.examples.map((example) => ({
    ...example,
    source: example.source.replace(/^\tx = .*$/m, "\t/* region: lookup */\n$&\n\t/* endregion: lookup */"),
  })),
};

test("no mark of a region is shown", () => {
  const text = markdownTwins(marked)
    .find(({ href }) => href.startsWith("/examples/"))
    ?.text();
  expect(text).toContain("sizeof(opts));");
  expect(text).not.toContain("region");
});

test.each([
  ["---\na: 1\n---\nText of [[KF_RCU]].", "Text of `KF_RCU`."],
  ["## When\n\nNow", "### When\n\nNow"],
  ["```c\n# if 1\n[[a]]\n```", "```c\n# if 1\n[[a]]\n```"],
  ['::example{name="xfrm/replay-window"}', "[Example xfrm/replay-window](/examples/xfrm/replay-window/)"],
  [
    '::example{name="xfrm/replay-window" scenario="known"}',
    "[Example xfrm/replay-window, known](/examples/xfrm/replay-window/#xfrm-replay-window-known)",
  ],
  [
    '::example{name="xfrm/replay-window" region="lookup"}',
    "From [replay-window.bpf.c](/examples/xfrm/replay-window/):\n\n```c\nx = bpf_xdp_get_xfrm_state(ctx, &opts, sizeof(opts));\n```",
  ],
  [
    "::kfuncs{flag=KF_RELEASE}",
    "| Kfunc | Since | Program types |\n| --- | --- | --- |\n| [`bpf_xdp_xfrm_state_release`](/kfuncs/bpf_xdp_xfrm_state_release/) | 6.8 | XDP |",
  ],
  [
    ":::caution[A *leak*]\nOne\ntwo [[KF_RCU]].\n\n- three\n:::\n\nfour",
    "> **A *leak***\n>\n> One\n> two `KF_RCU`.\n> \n> - three\n\nfour",
  ],
  ["It is :since[a `string`]{release=6.13}.", "It is a `string` (since Linux 6.13)."],
  [":until[Now [[KF_RCU]]]{release=6.12}", "Now `KF_RCU` (up to Linux 6.12)"],
  ["a[^b]\n\n[^b]: c", "a[^a-b]\n\n[^a-b]: c"],
])("%j is %j in plain Markdown", (text, plain) =>
  expect(plainMarkdown(text, { model: marked, shift: 1, notes: "a-" })).toBe(plain),
);

test("a twin is at the address of its page", () => {
  const hrefs = markdownTwins(sampleModel).map(({ href }) => href);
  expect(new Set(hrefs).size).toBe(hrefs.length);
  expect(hrefs).toContain(`/kfuncs/${kfunc.name}/`);
  expect(twinPath(`/kfuncs/${kfunc.name}/`)).toBe(`/kfuncs/${kfunc.name}.md`);
  expect(twinPath("/")).toBe("/index.md");
  expect(picturePath("/errors/")).toBe("/pictures/errors.png");
});

test("llms.txt has what teaches first, lists before what they list, and what may be left out last", () => {
  const slugs = ["diagnostics", "index", "everything", "kfuncs/bpf_x", "kfuncs", "concepts/xfrm", "guides/write"];
  const pages = slugs.map((slug) => ({ slug, title: slug, summary: slug === "index" ? "" : `About ${slug}.` }));
  const text = llmsText(
    { title: "Site: kfuncs", summary: "What it is.", release: "7.3" },
    pages,
    (slug) => `/${slug}.md`,
  );
  expect(text).toMatch(/^# .+\n\n> What it is\.\n/);
  expect(Array.from(text.matchAll(/^## (.*)$/gm), ([, heading]) => heading)).toEqual([
    "Overview",
    "Guides",
    "Concepts",
    "Kfuncs",
    "Optional",
  ]);
  expect(text).toContain("## Kfuncs\n\n- [kfuncs/bpf_x](/kfuncs/bpf_x.md): About kfuncs/bpf_x.\n");
  expect(text).toContain("- [index](/index.md)\n");
});

test("the one page of everything has every kfunc once", () => {
  const text = everythingMarkdown(sampleModel);
  for (const { name } of sampleModel.kfuncs) expect(text.match(new RegExp(`^### ${name}$`, "gm"))).toHaveLength(1);
});

test("an example's Markdown says what each scenario sets up and what came of it", () => {
  const [example] = sampleModel.examples;
  if (!example) throw new Error("the sample has an example");
  const text =
    markdownTwins(sampleModel)
      .find(({ href }) => href === "/examples/xfrm/replay-window/")
      ?.text() ?? "";
  for (const { name, summary, spec } of example.scenarios) {
    expect(text).toContain(`### ${name}\n\n${summary}\n`);
    for (const line of inputWords(spec)) expect(text).toContain(`- Input: ${line}\n`);
  }
  expect(text).toContain("- Ran in the emulator: returned `XDP_PASS (2)` after 42 instructions.");
  expect(text).toContain("- Error value: `bpf_xdp_get_xfrm_state` returned `NULL` and stored `opts.error = -ENOENT`.");
  expect(text).toMatch(/- Fault \(`[a-z-]+`\) in line \d+: /);
});

test("the feed has an item for each release, with whole addresses", () => {
  const feed = releaseFeed(sampleModel, new URL("https://docs.example"));
  expect(feed.match(/<item>/g) ?? []).toHaveLength(sampleModel.kernels.length);
  expect(Array.from(feed.matchAll(/<link>([^<]*)<\/link>/g), ([, link]) => link)).toSatisfy((links: string[]) =>
    links.every((link) => link.startsWith("https://docs.example/")),
  );
});
