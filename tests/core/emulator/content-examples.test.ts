import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { compareOutcome } from "../../../src/core/emulator/compare/compare-outcome.ts";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { gapOf } from "../../../src/core/emulator/gap.ts";
import { exampleSpecSchema } from "../../../src/core/spec/example-spec.ts";
import { Interpreter } from "../../../src/core/vm/interpreter/interpreter.ts";
import type { Program } from "../../../src/core/vm/machine.ts";
import { translateNow } from "../../../src/core/vm/translation/translation.ts";
import { compile } from "../../drivers/compile.ts";
import { contentFacts } from "../../drivers/content-facts.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

const root = join(import.meta.dirname, "../../../content/examples");
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));

const interpreter = Interpreter.loadNow();

/** What runs programs without a timeline; each must come to the same outcome. */
const engines = {
  interpreter: (program: Program) => interpreter.prepare(program),
  translation: (program: Program) => translateNow(program),
};

describe.each(files)("%s", (file) => {
  const spec = exampleSpecSchema.parse(parse(readFileSync(join(root, file), "utf8")));
  const source = readFileSync(join(root, dirname(file), spec.source), "utf8");

  test.for(spec.scenarios)("$name does what it is expected to do", (scenario, { skip }) => {
    const object = compile(source, scenario.variant === undefined ? [] : [scenario.variant]);
    const result = emulate(object, spec.program, scenario, contentFacts);
    const gap = gapOf(result);
    if (gap !== undefined) skip(`left to Linux: ${gap}`);
    const { outcome, problem } = result;
    expect(problem).toBeUndefined();
    if (!outcome) return;
    expect(compareOutcome(scenario, outcome, kernelBtf)).toEqual([]);
    for (const [engine, engineFor] of Object.entries(engines)) {
      const plain = emulate(object, spec.program, scenario, contentFacts, { engineFor });
      expect(plain.outcome?.timeline.steps, engine).toEqual([]);
      expect({ ...plain.outcome, timeline: outcome.timeline }, `by the ${engine}`).toEqual(outcome);
    }
  });
});
