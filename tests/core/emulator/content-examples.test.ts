import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { compareOutcome } from "../../../src/core/emulator/compare/compare-outcome.ts";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { exampleSpecSchema } from "../../../src/core/spec/example-spec.ts";
import { compile } from "../../drivers/compile.ts";
import { contentFacts } from "../../drivers/content-facts.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

const root = join(import.meta.dirname, "../../../content/examples");
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));

describe.each(files)("%s", (file) => {
  const spec = exampleSpecSchema.parse(parse(readFileSync(join(root, file), "utf8")));
  const source = readFileSync(join(root, dirname(file), spec.source), "utf8");

  test.each(spec.scenarios)("$name does what it is expected to do", (scenario) => {
    const object = compile(source, scenario.variant === undefined ? [] : [scenario.variant]);
    const { outcome, problem } = emulate(object, spec.program, scenario, contentFacts);
    expect(problem).toBeUndefined();
    if (outcome) expect(compareOutcome(scenario, outcome, kernelBtf)).toEqual([]);
  });
});
