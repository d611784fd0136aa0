import { expect, test } from "vitest";
import { compareOutcome } from "../../../src/core/emulator/compare/compare-outcome.ts";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { gapOf } from "../../../src/core/emulator/gap.ts";
import { Interpreter } from "../../../src/core/vm/interpreter/interpreter.ts";
import type { Program } from "../../../src/core/vm/machine.ts";
import { translateNow } from "../../../src/core/vm/translation/translation.ts";
import { contentFacts } from "../../drivers/content-facts.ts";
import { contentRuns } from "../../drivers/content-runs.ts";

const runs = await contentRuns();
const interpreter = Interpreter.loadNow();

/** What runs programs without a timeline; each must come to the same outcome. */
const engines = {
  interpreter: (program: Program) => interpreter.prepare(program),
  translation: (program: Program) => translateNow(program),
};

test.for(runs.map((run) => [run.key, run] as const))("%s does what it is expected to do", ([, run], { skip }) => {
  const { linked, program, scenario } = run;
  const result = emulate(linked, program, scenario, contentFacts);
  const gap = gapOf(result);
  if (gap !== undefined) skip(`left to Linux: ${gap}`);
  const { outcome, problem } = result;
  expect(problem).toBeUndefined();
  if (!outcome) return;
  expect(compareOutcome(scenario, outcome, contentFacts.btf)).toEqual([]);
  const watched = emulate(linked, program, scenario, contentFacts, { isWatched: true });
  expect({ ...watched.outcome, timeline: outcome.timeline }, "watched").toEqual(outcome);
  for (const [engine, engineFor] of Object.entries(engines)) {
    const plain = emulate(linked, program, scenario, contentFacts, { engineFor });
    expect(plain.outcome?.timeline.steps, engine).toEqual([]);
    expect({ ...plain.outcome, timeline: outcome.timeline }, `by the ${engine}`).toEqual(outcome);
  }
});
