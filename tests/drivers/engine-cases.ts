import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ExampleSpec, Scenario } from "../../src/core/spec/example-spec.ts";
import { parseExampleSpec } from "../../src/core/spec/parse-example-spec.ts";
import type { EngineRun } from "../../src/node/verify/engine.ts";
import { compileC, compileWithTypes } from "./compile-c.ts";
import { objectRuns } from "./object-run.ts";

const cases = join(import.meta.dirname, "../cases");

/**
 * Folders of examples as content has them: C beside the YAML of its scenarios. Those of `models` hold the emulator's models
 * of maps, contexts and helpers against Linux, and run in both.
 */
const folders = ["engines", "models", "verify"].map((name) => join(cases, name));

/** What vmlinux.h needs beside the flags of every test. */
const flags = ["-fms-extensions", "-Wno-unknown-warning-option", "-Wno-missing-declarations"];

export interface EngineCase {
  /** `engines/cgroup/cgroup.yaml#refused` */
  readonly name: string;
  readonly spec: ExampleSpec;
  readonly scenario: Scenario;
  /** Path of the C file. */
  readonly source: string;
}

const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml") && existsSync(join(folder, name.replace(/\.yaml$/, ".bpf.c"))))
    .sort()
    .map((name) => join(folder, name)),
);

function readSpec(path: string): ExampleSpec {
  const { value, diagnostics } = parseExampleSpec({ path, text: readFileSync(path, "utf8") });
  if (!value) throw new Error(`${path}: ${diagnostics.map(({ message }) => message).join("; ")}`);
  return value.value;
}

/** Every scenario of the cases. */
export const engineCases: readonly EngineCase[] = files.flatMap((file) => {
  const spec = readSpec(file);
  const source = join(dirname(file), spec.source);
  return spec.scenarios.map((scenario) => {
    return { name: `${file.slice(cases.length + 1)}#${scenario.name}`, spec, scenario, source };
  });
});

/** What needs no flag of its own takes the precompiled vmlinux.h. */
function compileCase(source: string, defines: readonly string[]): Uint8Array {
  const text = readFileSync(source, "utf8");
  return source.includes("/models/")
    ? compileWithTypes(text, ["-Wall", "-Werror", ...defines])
    : compileC(text, [...flags, ...defines]);
}

const objects = new Map<string, ReturnType<typeof objectRuns>>();

/** The case compiled and linked; each variant once. */
export function engineRun({ name, spec, scenario, source }: EngineCase): EngineRun {
  const { variant } = scenario;
  const defines = variant === undefined ? [] : [`-D${variant}`];
  const key = [source, ...defines].join(" ");
  const runOf = objects.get(key) ?? objectRuns(compileCase(source, defines));
  objects.set(key, runOf);
  return { ...runOf(name, scenario.program ?? spec.program), scenario };
}
