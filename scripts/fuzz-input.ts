import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { counted } from "../src/core/words/counted.ts";
import { contentFacts } from "../src/node/build/content-facts.ts";
import { countAndStart } from "../src/node/fuzz/count-and-start.ts";
import { fuzzInputs } from "../src/node/fuzz/inputs/fuzz-inputs.ts";
import { gatherSeeds } from "../src/node/fuzz/inputs/gather-seeds.ts";
import { runScript } from "../src/node/reports/run-script.ts";

/** Damaged objects, types and programs: how many, and the number of the first. The same number is the same input. */
async function main(args: readonly string[]): Promise<number> {
  const { count, start: first } = countAndStart(args, "Usage: fuzz-input [<how many inputs> [<number of the first>]]");
  const root = join(import.meta.dirname, "..");
  const content = join(root, "content");

  const { kernel, facts: known } = contentFacts(content);
  const { btf: _, kfuncs, ...facts } = known;
  const folders = [
    join(content, "examples"),
    ...["models", "engines"].map((name) => join(root, "tests", "cases", name)),
  ];
  const seeds = await gatherSeeds(folders, kernel, join(root, ".cache", "kfdoc"));
  const workers = Math.min(availableParallelism(), Math.ceil(count / 1000));
  console.log(
    `${counted(count, "input")} from ${first} on, made from ${counted(seeds.length, "run")} of objects, in ${counted(workers, "thread")}`,
  );

  const start = performance.now();
  const { endings, findings, slowest, peakMemory } = await fuzzInputs({
    seeds,
    facts: {
      ...facts,
      btf: readFileSync(join(content, "kernels", facts.release, "vmlinux.btf")),
      kfuncs: [...kfuncs.values()],
    },
    first,
    count,
    workers,
    onFinding: (finding) => console.log(finding),
  });
  for (const [ending, times] of [...endings].sort(([, left], [, right]) => right - left))
    console.log(`${times} ${ending}`);
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(
    `${seconds} s, at most ${peakMemory} MiB, input ${slowest.input} the longest: ${Math.round(slowest.milliseconds)} ms`,
  );
  console.log(counted(findings.length, "finding"));
  return findings.length === 0 ? 0 : 1;
}

await runScript(() => main(process.argv.slice(2)));
