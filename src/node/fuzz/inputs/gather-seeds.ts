import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { ExampleSpec } from "../../../core/spec/example-spec.ts";
import { parseExampleSpec } from "../../../core/spec/parse-example-spec.ts";
import { compileExamples, compilerFor } from "../../build/compile-examples.ts";
import type { Example } from "../../build/examples.ts";
import type { Kernel } from "../../build/read-kernel.ts";
import { Store } from "../../cache/store.ts";
import type { Seed } from "./seed.ts";

/** An example of any folder: the YAML of scenarios beside the C that it names. */
function exampleOf(file: string): Example | undefined {
  const { value: spec } = parseExampleSpec({ path: file, text: readFileSync(file, "utf8") });
  if (!spec) return undefined;
  const source = join(dirname(file), spec.value.source);
  const variants = new Set<string | undefined>(spec.value.scenarios.map(({ variant }) => variant));
  return {
    key: basename(source),
    source: { path: source, text: readFileSync(source, "utf8") },
    headers: new Map(),
    spec,
    variants: [...variants],
  };
}

const runsOf = ({ program, scenarios }: ExampleSpec, variant: string | undefined) =>
  scenarios
    .filter((scenario) => scenario.variant === variant)
    .map((scenario) => ({ program: scenario.program ?? program, scenario }));

/** The runs of all examples below some folders, compiled; what clang refuses is left out. */
export async function gatherSeeds(folders: readonly string[], kernel: Kernel, cache: string): Promise<Seed[]> {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".yaml"))
      .sort()
      .map((name) => join(folder, name)),
  );
  const examples = files.flatMap((file) => exampleOf(file) ?? []);
  const { compiled } = await compileExamples(examples, compilerFor(kernel, cache), new Store(cache));
  return compiled.flatMap(({ example, variant, object }) =>
    example.spec
      ? runsOf(example.spec.value, variant).map(({ program, scenario }) => ({
          name: `${example.key}#${scenario.name}`,
          object,
          program,
          scenario,
        }))
      : [],
  );
}
