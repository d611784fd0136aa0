import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { kernel } from "../../../src/node/bench/contenders/kernel.ts";
import { interpreted, translated } from "../../../src/node/bench/contenders/machine.ts";
import { link, runMachine } from "../../../src/node/bench/contenders/machine-run.ts";
import { wasm32 } from "../../../src/node/bench/contenders/wasm32.ts";
import { compilePrograms } from "../../../src/node/bench/measured-program.ts";
import { alignTable } from "../../../src/node/bench/table.ts";
import { findWasmLinker } from "../../../src/node/bench/wasm-linker.ts";
import { findClang } from "../../../src/node/clang/find-clang.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

const scratch = mkdtempSync(join(tmpdir(), "kfdoc-bench-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const clang = findClang();
const tools = { clang: "path" in clang ? clang.path : "clang", wasmLinker: findWasmLinker() };
const folder = join(import.meta.dirname, "../../../src/node/bench/programs");
const programs = compilePrograms(folder, scratch, tools);
const contenders = [
  await interpreted(kernelBtf),
  translated(kernelBtf),
  wasm32,
  kernel(kernelBtf, folder, scratch, tools),
];

describe.each(programs)("$name", (program) => {
  test("gives the same in every contender, after any number of rounds", async () => {
    const linked = link(program.object, program.objectFile, kernelBtf);
    const expected = [1, 2].map((rounds) => runMachine(linked, rounds, undefined).result);
    for (const { name, prepare } of contenders) {
      const runner = await prepare(program);
      if ("missing" in runner) continue;
      const results = [(await runner.run(1)).result, (await runner.run(2)).result];
      runner.close?.();
      expect(results, name).toEqual(expected);
    }
  });
});

test("there are 564 primes below 4096", () => {
  const program = programs.find(({ name }) => name === "sieve");
  if (!program) throw new Error("there is no sieve");
  expect(runMachine(link(program.object, program.objectFile, kernelBtf), 1, undefined).result).toBe(564);
});

test("tables have their numbers to the right", () => {
  expect(
    alignTable([
      ["a", "bb"],
      ["ccc", "1"],
    ]),
  ).toBe("a    bb\nccc   1");
});
