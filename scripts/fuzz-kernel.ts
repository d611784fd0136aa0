import { randomInt } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findClang } from "../src/node/clang/find-clang.ts";
import { compareRefusals } from "../src/node/fuzz/compare-refusals.ts";
import { compareWithKernel } from "../src/node/fuzz/compare-with-kernel.ts";
import { startKernel } from "../src/node/fuzz/kernel-driver.ts";

/** Random programs here and in the kernel of this machine: how many, and the seed that they follow from. */
const [count = "100000", seed = `${randomInt(2 ** 31)}`] = process.argv.slice(2);
const scratch = join(import.meta.dirname, "..", ".cache", "fuzz");
mkdirSync(scratch, { recursive: true });
const clang = findClang();
const kernel = await startKernel(scratch, "path" in clang ? clang.path : "clang");
if ("missing" in kernel) {
  console.error(kernel.missing);
  process.exitCode = 1;
} else {
  console.log(`seed ${seed}`);
  const fields = await compareRefusals(kernel, Number(seed), Number(count));
  console.log(`${fields.tried} single instructions tried, ${fields.refused} refused for their fields by both`);
  const { compared, refused, instructions, difference } = await compareWithKernel(kernel, Number(seed), Number(count));
  kernel.close();
  console.log(`${compared} programs of ${instructions} instructions compared`);
  for (const [words, times] of refused) console.log(`refused ${times} times: ${words}`);
  const differences = [fields.difference, difference].filter((each) => each !== undefined);
  for (const each of differences) console.log(each);
  process.exitCode = differences.length === 0 ? 0 : 1;
}
