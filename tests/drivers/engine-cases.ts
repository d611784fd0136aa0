import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { linkObject } from "../../src/core/object/link-object.ts";
import type { Scenario } from "../../src/core/spec/example-spec.ts";
import { parseExampleSpec } from "../../src/core/spec/parse-example-spec.ts";
import type { EngineRun } from "../../src/node/verify/engine.ts";
import { compileC } from "./compile-c.ts";
import { kernelBtf } from "./kernel-btf.ts";

export const casesFolder = join(import.meta.dirname, "../cases/engines");

/** A kind of driving: the folder of its C file and its scenarios, which have the form of an example's. */
export const kinds = readdirSync(casesFolder).sort();

function specOf(kind: string) {
  const path = join(casesFolder, kind, `${kind}.yaml`);
  const { value, diagnostics } = parseExampleSpec({ path, text: readFileSync(path, "utf8") });
  if (!value) throw new Error(`${path}: ${diagnostics.map(({ message }) => message).join("; ")}`);
  return value.value;
}

/** Names of the scenarios of a kind. */
export const scenariosOf = (kind: string): readonly Scenario[] => specOf(kind).scenarios;

/** Every scenario of a kind, compiled and linked, ready for an engine. */
export function engineCases(kind: string): EngineRun[] {
  const { source, program, scenarios } = specOf(kind);
  const text = readFileSync(join(casesFolder, kind, source), "utf8");
  const object = compileC(text, ["-fms-extensions", "-Wno-unknown-warning-option", "-Wno-missing-declarations"]);
  const { value: linked, diagnostics } = linkObject(object, source, kernelBtf);
  if (!linked) throw new Error(`${source}: ${diagnostics.map(({ message }) => message).join("; ")}`);
  return scenarios.map((scenario) => ({
    key: `${kind}#${scenario.name}`,
    object,
    linked,
    program: scenario.program ?? program,
    scenario,
  }));
}
