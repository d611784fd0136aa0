import { cpSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { distinctFindings } from "../../../src/node/reports/distinct-findings.ts";
import { printSummary } from "../../../src/node/reports/print-summary.ts";
import { runExamples } from "../../../src/node/run/run-examples.ts";
import { checkShard, mergeChecks } from "../../../src/node/shards/check-shard.ts";
import { mergeRuns, runShard } from "../../../src/node/shards/run-shard.ts";
import { parseShard } from "../../../src/node/shards/shard.ts";
import { printShardReport } from "../../../src/node/shards/shard-report.ts";
import { shareOf } from "../../../src/node/shards/share-examples.ts";
import { readAsBefore } from "../../drivers/read-as-before.ts";
import { sharedCache } from "../../drivers/shared-cache.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { checkFolder, copyContent, quietly } from "../build/content-copy.ts";

const wrong = { file: "examples/dynptr/from-xdp.yaml", from: "return: ", to: "return: 7 #" };
const shards = [1, 2, 3].map((index) => ({ index, count: 3 }));

test.each(["0/4", "5/4", "1", "1/", "a/b", "1/1000", "-1/4"])("%s is no shard", (text) => {
  expect(parseShard(text)).toBeUndefined();
});

describe("shares", () => {
  const examples = Array.from({ length: 200 }, (_, at) => ({
    key: `family/example-${at}`,
    variants: Array.from({ length: 1 + (at % 4) }, () => undefined),
  }));
  const cost = (share: typeof examples) => share.reduce((sum, { variants }) => sum + variants.length, 0);
  const sharesOf = (all: typeof examples, count: number) =>
    Array.from({ length: count }, (_, at) => shareOf(all, { index: at + 1, count }));

  test("hold every example once, in order, and cost the same", () => {
    for (const count of [1, 2, 4, 7]) {
      const shares = sharesOf(examples, count);
      expect(new Set(shares.flat())).toEqual(new Set(examples));
      expect(shares.flat()).toHaveLength(examples.length);
      const [least, most] = [Math.min(...shares.map(cost)), Math.max(...shares.map(cost))];
      expect(most - least).toBeLessThanOrEqual(8);
      for (const share of shares) expect(share).toEqual(examples.filter((each) => share.includes(each)));
    }
  });

  test("stay nearly the same where an example comes, and where the order of the files is another", () => {
    const before = sharesOf(examples, 4).map((share) => new Set(share.map(({ key }) => key)));
    const grown = sharesOf([...examples, { key: "family/new", variants: [undefined] }].toReversed(), 4);
    const moved = grown.flatMap((share, at) => share.filter(({ key }) => !before[at]?.has(key)));
    expect(moved.length).toBeLessThanOrEqual(5);
  });

  test("more shards than examples leave some empty", () => {
    expect(sharesOf(examples.slice(0, 2), 5).flat()).toHaveLength(2);
  });
});

describe.each([{ replaced: [] }, { replaced: [wrong] }])("a check in three shards, with $replaced", ({ replaced }) => {
  let content: string;
  beforeAll(() => {
    const copy = copyContent(...replaced);
    content = join(temporaryFolder(), "kept");
    cpSync(copy, content, { recursive: true });
  });

  test("finds and counts what one without shards does", async () => {
    const whole = await checkFolder(content);
    const options = { content, files: readAsBefore(content), cache: sharedCache, progress: quietly };
    const parts = await Promise.all(shards.map((shard) => checkShard(options, shard)));
    // What merges has neither these objects nor these outcomes.
    const reports = parts.map(({ report }) => JSON.parse(printShardReport(report)));
    const merged = await mergeChecks({ ...options, cache: temporaryFolder() }, reports);
    expect(distinctFindings(merged.diagnostics)).toEqual(distinctFindings(whole.diagnostics));
    expect(merged.diagnostics.length > 0).toBe(replaced.length > 0);
    expect(printSummary(merged, 1)).toBe(printSummary({ ...whole, cache: merged.cache }, 1));
    expect(merged.cache.objects.hits + merged.cache.objects.misses).toBe(
      whole.cache.objects.hits + whole.cache.objects.misses,
    );
    expect(merged.coverage).toEqual(whole.coverage);
    expect(parts.filter(({ report }) => report.examples.length > 0).length).toBeGreaterThan(1);
  });
});

test("a run in three shards does what one without shards does, in the same order", async () => {
  const content = copyContent(wrong);
  const options = { content, cache: sharedCache, progress: quietly, names: ["xfrm", "dynptr/from-xdp"] };
  const whole = await runExamples(options);
  const files = readAsBefore(content);
  const asked = { content, files, asked: options.names, seconds: 1 };
  const reports = [];
  for (const shard of shards) {
    const made = runShard(await runExamples({ ...options, files, shard }), { ...asked, shard });
    reports.push(JSON.parse(printShardReport(made, true)));
  }
  const merged = mergeRuns(reports.toReversed());
  expect(merged.runs).toEqual(JSON.parse(JSON.stringify(whole.runs)));
  expect(distinctFindings(merged.diagnostics)).toEqual(distinctFindings(whole.diagnostics));
  expect(merged.diagnostics.length).toBeGreaterThan(0);
});
