import { expect, test } from "vitest";
import { pageMarkdown } from "../../src/site/markdown/page-markdown.ts";

const page = (content: string) =>
  `<main><h1>Title</h1><div class="sl-markdown-content">${content}</div></main><footer>Foot</footer>`;

test.each([
  [
    "what is for hands alone is left out",
    "<p class=lead>Lead</p><kf-choice><select></select></kf-choice><p>Text</p>",
    "Text",
  ],
  [
    "lines of code are what they were",
    '<pre data-language="c"><code><div class="ec-line"><div class="code"><span>int</span> a;</div></div><div class="ec-line"><div class="code">\n</div></div><div class="ec-line"><div class="code">int b;</div></div></code></pre>',
    "```c\nint a;\n\nint b;\n```",
  ],
  ["a place on the page is named with the page", '<p>See <a href="#there">there</a>.</p>', "See [there](/a/#there)."],
  ["a link of a thing to its own place says nothing", '<p><a class="self" href="#me"><code>me</code></a></p>', "`me`"],
  ["a term is bold before what is said of it", "<dl><dt>Term</dt><dd>Meaning</dd></dl>", "**Term**\n\nMeaning"],
  ["what opens at a click is there", "<details><summary>More</summary><p>Told</p></details>", "More\n\nTold"],
  [
    "a cell is one line",
    "<table><thead><tr><th>Flags</th></tr></thead><tbody><tr><td><ul><li><b>A</b> </li><li>B</li></ul></td></tr><tr><td><b>C</b><p>Why</p></td></tr></tbody></table>",
    "| Flags |\n| - |\n| **A**, B |\n| **C** Why |",
  ],
])("%s", (_, html, markdown) => expect(pageMarkdown(page(html), "/a/")).toBe(markdown));
