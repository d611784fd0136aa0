import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { linkObject } from "../../src/core/object/link-object.ts";
import { parseExampleSpec } from "../../src/core/spec/parse-example-spec.ts";
import type { EngineRun } from "../../src/node/verify/engine.ts";
import { compileWithTypes } from "./compile-c.ts";
import { kernelBtf } from "./kernel-btf.ts";

const folder = join(import.meta.dirname, "../cases/models");

/** The folders of the cases that both engines run: a C file and its scenarios each, like an example. */
export const modelCases: readonly string[] = readdirSync(folder).sort();

function readSpec(name: string) {
  const path = join(folder, name, `${name}.yaml`);
  const { value, diagnostics } = parseExampleSpec({ path, text: readFileSync(path, "utf8") });
  if (!value || diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return value.value;
}

/** The scenarios of a case, ready for an engine. The C is compiled anew for each variant. */
export function runsOf(name: string): EngineRun[] {
  const spec = readSpec(name);
  const source = readFileSync(join(folder, name, spec.source), "utf8");
  const built = new Map<string, Pick<EngineRun, "object" | "linked">>();
  const build = (variant: string | undefined) => {
    const object = compileWithTypes(source, ["-Wall", "-Werror", ...(variant ? [`-D${variant}`] : [])]);
    const { value: linked, diagnostics } = linkObject(object, `${name}.bpf.o`, kernelBtf);
    if (!linked)
      throw new Error(diagnostics.map(({ message, notes }) => `${message} ${JSON.stringify(notes)}`).join("\n"));
    return { object, linked };
  };
  return spec.scenarios.map((scenario) => {
    const key = scenario.variant ?? "";
    const made = built.get(key) ?? build(scenario.variant);
    built.set(key, made);
    return { key: `${name}#${scenario.name}`, ...made, program: scenario.program ?? spec.program, scenario };
  });
}
