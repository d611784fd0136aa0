import { expect, test } from "vitest";
import { countProse } from "../../../src/node/pages/count-prose.ts";
import { parsePage } from "../../../src/node/pages/parse-page.ts";

test.each([
  ["nothing", "", 0],
  ["a sentence", "It copies at most 16 bytes, and no more.", 9],
  ["signs alone", "one - two + three — four", 4],
  ["names in code, which are none", "Call `bpf_obj_new(type)` or [[bpf_obj_drop]].", 3],
  ["headings, lists and tables", "## When\n\n- one\n- two\n\n| a | b |\n| - | - |\n| c | d |\n", 7],
  ["front matter, which is none", "---\ntitle: A page\n---\nThree words here.", 3],
  ["code that stands by itself, which is none", "Before.\n\n```c\nint x = 1;\n```\n\nAfter.", 2],
  ["footnotes, which are none", "Said.[^a]\n\n[^a]: `f` in `net/core/filter.c`, v7.3.", 1],
  ["a placed example, which is none", 'One.\n\n::example{name="xfrm/replay-window"}\n', 1],
])("%s", (_, text, words) => expect(countProse(parsePage(text))).toBe(words));
