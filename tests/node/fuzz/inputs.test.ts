import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fuzzInputs } from "../../../src/node/fuzz/inputs/fuzz-inputs.ts";
import { contentFacts } from "../../drivers/content-facts.ts";
import { engineCases, engineRun } from "../../drivers/engine-cases.ts";

const SEED = 20_260_401;
const COUNT = 400;

const cases = ["hash-map", "tail-calls", "dynptrs", "callbacks"].map((name) => `models/${name}/`);
const seeds = engineCases
  .filter(({ name }) => cases.some((folder) => name.startsWith(folder)))
  .map(engineRun)
  .map(({ key, object, program, scenario }) => ({ name: key, object, program, scenario }));
const { btf: _, kfuncs, ...facts } = contentFacts;
const btf = readFileSync(new URL(`../../../content/kernels/${facts.release}/vmlinux.btf`, import.meta.url));
const plan = { seeds, facts: { ...facts, btf, kfuncs: [...kfuncs.values()] }, first: SEED, workers: 1 };

test("of damaged objects, types and programs come diagnostics and faults, and nothing else", async () => {
  const { endings, findings } = await fuzzInputs({ ...plan, count: COUNT });
  expect(findings).toEqual([]);
  expect([...endings.values()].reduce((sum, times) => sum + times)).toBe(COUNT);
  expect([...endings.keys()]).toEqual(
    expect.arrayContaining([
      "object: refused",
      "object: linked, returned",
      "types: refused",
      "types: printed",
      "code: invalid-instruction",
      "code: returned",
      "bytecode: refused",
    ]),
  );
});

test("an input that the emulator fails at is found by its number", async () => {
  // No schema has seen such a scenario.
  const [seed] = seeds;
  const broken = { ...seed, scenario: { ...seed?.scenario, kernel: { xfrm_states: 7 } } };
  const { findings } = await fuzzInputs({ ...plan, seeds: [broken as never], count: 20 });
  expect(findings[0]).toMatch(/^2026\d{4}: Error: The emulator failed/);
});
