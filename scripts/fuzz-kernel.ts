import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { counted } from "../src/core/words/counted.ts";
import { findClang } from "../src/node/clang/find-clang.ts";
import { compareRefusals } from "../src/node/fuzz/compare-refusals.ts";
import { compareWithKernel } from "../src/node/fuzz/compare-with-kernel.ts";
import { countAndStart } from "../src/node/fuzz/count-and-start.ts";
import { startKernel } from "../src/node/fuzz/kernel-driver.ts";
import { runScript } from "../src/node/reports/run-script.ts";

/** Random programs here and in the kernel of this machine: how many, and the seed that they follow from. */
async function main(args: readonly string[]): Promise<number> {
  const { count, start: seed } = countAndStart(args, "Usage: fuzz-kernel [<how many programs> [<seed>]]");
  const scratch = join(import.meta.dirname, "..", ".cache", "fuzz");
  mkdirSync(scratch, { recursive: true });
  const clang = findClang();
  const kernel = await startKernel(scratch, "path" in clang ? clang.path : "clang");
  if ("missing" in kernel) {
    console.error(kernel.missing);
    return 1;
  }
  console.log(`seed ${seed}`);
  const fields = await compareRefusals(kernel, seed, count);
  console.log(`${fields.tried} single instructions tried, ${fields.refused} refused for their fields by both`);
  const { compared, refused, instructions, difference } = await compareWithKernel(kernel, seed, count);
  kernel.close();
  console.log(`${counted(compared, "program")} of ${counted(instructions, "instruction")} compared`);
  for (const [words, times] of refused) console.log(`refused ${times} times: ${words}`);
  const differences = [fields.difference, difference].filter((each) => each !== undefined);
  for (const each of differences) console.log(each);
  return differences.length === 0 ? 0 : 1;
}

await runScript(() => main(process.argv.slice(2)));
