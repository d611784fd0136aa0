import { join } from "node:path";
import { expect, test } from "vitest";
import { multiplyContent } from "../../../src/node/bench/multiply-content.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { checkFolder, copyContent, headings } from "../build/content-copy.ts";

test("a folder twice as large is as right as the one that it was made from, and compiles nothing else", async () => {
  const from = copyContent();
  const to = join(temporaryFolder(), "content");
  const one = await checkFolder(from);
  multiplyContent({ from, to, times: 2, vary: false });
  const two = await checkFolder(to);
  expect(headings(two)).toEqual([]);
  expect(two.counts).toMatchObject({ examples: 2 * one.counts.examples, ran: 2 * one.counts.ran });
  expect(two.counts.engines.records.map(({ vouches }) => vouches)).toEqual(
    one.counts.engines.records.map(({ vouches }) => 2 * vouches),
  );
  expect(two.cache.objects.misses).toBe(0);
  expect(() => multiplyContent({ from, to, times: 2, vary: false })).toThrow("is there already");
});
