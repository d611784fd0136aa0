import { describe, expect, test } from "vitest";
import { namesOfModel } from "../../src/node/pages/page-names.ts";
import { renderPage, renderText } from "../../src/site/markdown/render-page.ts";
import { sampleModel } from "./sample-model.ts";

const names = namesOfModel(sampleModel);
const html = (text: string, options = {}) =>
  renderPage(text, { names, ...options })
    .parts.map((part) => (part.kind === "html" ? part.html : `{${part.kind}}`))
    .join("");

describe("Markdown as HTML", () => {
  test.each([
    [
      "a name in brackets is a link",
      "[[KF_ACQUIRE]]",
      '<p><a href="/flags/KF_ACQUIRE/"><code>KF_ACQUIRE</code></a></p>',
    ],
    [
      "text around it stays",
      "a [[KF_RELEASE]] b",
      '<p>a <a href="/flags/KF_RELEASE/"><code>KF_RELEASE</code></a> b</p>',
    ],
    [
      "a fault rule is a link",
      "[[null-dereference]]",
      '<p><a href="/faults/null-dereference/"><code>null-dereference</code></a></p>',
    ],
    [
      "code that is a name is a link",
      "`BPF_PROG_TYPE_XDP`",
      '<p><a href="/program-types/BPF_PROG_TYPE_XDP/"><code>BPF_PROG_TYPE_XDP</code></a></p>',
    ],
    [
      "code that is a call is a link",
      "`bpf_xdp_xfrm_state_release()`",
      '<p><a href="/kfuncs/bpf_xdp_xfrm_state_release/"><code>bpf_xdp_xfrm_state_release()</code></a></p>',
    ],
    ["other code is none", "`bpf_printk`", "<p><code>bpf_printk</code></p>"],
    [
      "code in a link stays there",
      "[`KF_ACQUIRE`](/flags/KF_ACQUIRE/)",
      '<p><a href="/flags/KF_ACQUIRE/"><code>KF_ACQUIRE</code></a></p>',
    ],
    [
      "text of some releases names those that are known",
      "a :since[in `x`]{release=6.10}",
      '<p>a <span class="release-text" data-in="7.3"><span>in <code>x</code></span> <span class="release-badge">since 6.10</span></span></p>',
    ],
    [
      "a note is a box, its label the title",
      ":::caution[Mind it]\nText.\n:::",
      '<div class="box box-caution" role="note" aria-label="Caution"><p class="title">Mind it</p><p>Text.</p></div>',
    ],
    [
      "a note without a label says what it is",
      ":::note\nText.\n:::",
      '<div class="box box-note" role="note" aria-label="Note"><p class="title">Note</p><p>Text.</p></div>',
    ],
    ["a colon begins no directive", "10:30 and opts:error", "<p>10:30 and opts:error</p>"],
    ["raw HTML is dropped", "a <b onclick=x>b</b>", "<p>a b</p>"],
    ["a script is dropped", "<script>alert(1)</script>", ""],
    ["an image is its words", "![x](https://evil.example/x.png)", "<p>x</p>"],
    ["an image by reference, too", "![x][y]\n\n[y]: https://evil.example/x.png", "<p>x</p>"],
    ["a script address leads nowhere", "[x](javascript:alert(1))", '<p><a href="#">x</a></p>'],
    ["a data address of a reference leads nowhere", "[x]\n\n[x]: data:text/html,1", '<p><a href="#">x</a></p>'],
  ])("%s", (_, text, expected) => expect(html(text).trim()).toBe(expected));

  test("a page does not link to itself", () => {
    expect(html("`KF_ACQUIRE`", { self: "KF_ACQUIRE" })).toBe("<p><code>KF_ACQUIRE</code></p>");
  });

  test("headings go down, keep clear of the page's ids and are listed", () => {
    const { parts, headings } = renderPage("# Errors\n\n## `x` here", { names, shift: 1, reserved: ["errors"] });
    expect(headings).toEqual([
      { depth: 3, slug: "errors-1", text: "Errors" },
      { depth: 3, slug: "x-here", text: "x here" },
    ]);
    expect(parts).toEqual([
      { kind: "html", html: '<h3 id="errors-1">Errors</h3>\n<h3 id="x-here"><code>x</code> here</h3>' },
    ]);
  });

  test("code and examples are left to components, at any depth", () => {
    const text = '- a\n\n  ```c\n  int x;\n  ```\n\n::example{name="xfrm/replay-window" scenario="known"}\n\nend';
    expect(renderPage(text, { names }).parts.filter(({ kind }) => kind !== "html")).toEqual([
      { kind: "code", language: "c", code: "int x;" },
      { kind: "example", key: "xfrm/replay-window", scenario: "known" },
    ]);
    expect(renderPage("::kfuncs{flag=KF_ACQUIRE}\n\n::example{name=a/b region=c}", { names }).parts).toEqual([
      { kind: "kfuncs", filter: { flag: "KF_ACQUIRE" } },
      { kind: "example", key: "a/b", region: "c" },
    ]);
    expect(html(text)).toMatch(/<li>[\s\S]*\{code\}[\s\S]*<\/li>[\s\S]*\{example\}[\s\S]*<p>end<\/p>/);
  });

  test("front matter is no text", () => expect(html("---\nname: KF_ACQUIRE\n---\nText")).toBe("<p>Text</p>"));

  test("footnotes and tables", () => {
    expect(html("a[^1]\n\n[^1]: Note.")).toContain('id="note-fn-1"');
    const table = html("| a `x` | |\n| - | - |\n| b | c |");
    expect(table).toMatch(/^<div class="scroll" tabindex="0"[^>]*><table class="stacks">/);
    expect(table).toMatch(/<td data-label="a x">b<\/td>\s*<td>c<\/td>/);
  });
});

test("a short text of one paragraph has no <p>", () => {
  expect(renderText("Size of `opts`.", names)).toBe("Size of <code>opts</code>.");
  expect(renderText("a\n\nb", names)).toBe("<p>a</p>\n<p>b</p>");
});
