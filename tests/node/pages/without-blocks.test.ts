import { expect, test } from "vitest";
import { withoutBlocks } from "../../../src/node/pages/without-blocks.ts";

const text = "First.\n\n## Heading\n\n- one\n- two\n\n:::note\nIn a box.\n:::\n\nLast.\n";

test.each([
  ["First", "\n\n## Heading\n\n- one\n- two\n\n:::note\nIn a box.\n:::\n\nLast.\n"],
  ["two", "First.\n\n## Heading\n\n- one\n\n\n:::note\nIn a box.\n:::\n\nLast.\n"],
  ["In a box", "First.\n\n## Heading\n\n- one\n- two\n\n\n\nLast.\n"],
])("the block around %j goes", (at, left) => {
  expect(withoutBlocks(text, [text.indexOf(at)])).toBe(left);
});

test("several go at once", () => {
  expect(withoutBlocks(text, [text.indexOf("Last"), text.indexOf("one"), text.indexOf("First")])).toBe(
    "\n\n## Heading\n\n\n- two\n\n:::note\nIn a box.\n:::\n\n\n",
  );
});

test("what stands in no block can't be taken out", () => {
  expect(withoutBlocks("---\ntitle: x\n---\nText.\n", [5])).toBeUndefined();
});

test("nothing is taken out of what overflows the parser", () => {
  expect(withoutBlocks(`${"> ".repeat(9000)}x\n`, [0])).toBeUndefined();
});
