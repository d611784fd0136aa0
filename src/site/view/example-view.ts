import { readRegions, regionLines, withoutRegionMarks } from "../../core/spec/regions.ts";
import type { ExampleModel, ScenarioModel } from "../../node/build/site-model.ts";
import { exampleId, pagePath } from "../paths.ts";
import { engineSummary } from "./engine-view.ts";
import { rightSource } from "./right-source.ts";
import { type ScenarioView, scenarioView } from "./scenario-view.ts";

export interface ExampleView {
  readonly id: string;
  readonly key: string;
  readonly href: string;
  readonly title: string;
  readonly summary: string;
  readonly sourceFile: string;
  /** The program as it is without any variant. */
  readonly source: string;
  /** The file as it is, where scenarios compile variants of it. */
  readonly whole?: { readonly title: string; readonly source: string };
  readonly compileCommand: string;
  readonly program: string;
  readonly section: string;
  readonly programType: { readonly name: string; readonly href: string };
  readonly kfuncs: readonly { readonly name: string; readonly href: string }[];
  readonly scenarios: readonly ScenarioView[];
  /** How many of the scenarios each engine vouches for. */
  readonly engines: readonly string[];
}

/** All that a page shows of one example; `self` is the kfunc that the page is about. */
export function exampleView(example: ExampleModel, self?: string): ExampleView {
  const { key, title, summary, sourceFile, compileCommand, program, section, programType } = example;
  return {
    id: exampleId(key),
    key,
    href: pagePath("example", key),
    title,
    summary,
    sourceFile,
    ...sourcesOf(example),
    compileCommand,
    program,
    section,
    programType: { name: programType, href: pagePath("program-type", programType) },
    kfuncs: example.kfuncs.map((name) => ({ name, href: pagePath("kfunc", name) })),
    scenarios: example.scenarios.map((scenario) => scenarioView(example, scenario, self)),
    engines: engineSummary(example.scenarios),
  };
}

function sourcesOf({ source: marked, scenarios }: ExampleModel): Pick<ExampleView, "source" | "whole"> {
  const source = withoutRegionMarks(marked);
  const variants = scenarios.filter(({ variant }) => variant !== undefined);
  const right = rightSource(
    source,
    variants.flatMap(({ variant = "" }) => variant),
  );
  if (right === source) return { source: source.trimEnd() };
  const what = variants.every(isMistake) ? "mistakes" : "variants";
  const title = `With the ${what} that the scenarios compile in`;
  return { source: right.trimEnd(), whole: { title, source: source.trimEnd() } };
}

/** Whether the program is one that the kernel would not run. */
const isMistake = ({ outcome, engines }: ScenarioModel) =>
  outcome?.fault !== undefined || engines.some(({ state }) => state === "rejected");

/** What `::example` names: an example, and a scenario or a region of it. */
interface PlacedPart {
  readonly key: string;
  readonly scenario?: string | undefined;
  readonly region?: string | undefined;
}

/** What `::example` places in prose: an example's source, lines of it, or one scenario. */
export function placedExample(examples: readonly ExampleModel[], { key, scenario, region }: PlacedPart, self?: string) {
  const example = examples.find((candidate) => candidate.key === key);
  if (!example) throw new Error(`no example ${key}: the page was not checked`);
  const view = exampleView(example, self);
  return {
    example: view,
    source: region === undefined ? view.source : regionSource(example, region),
    scenario: view.scenarios.find(({ name }) => name === scenario),
  };
}

/** The lines of a region as a reader copies them: as far as the compiler takes them where no variant is compiled. */
export function regionSource({ key, source, scenarios }: ExampleModel, name: string): string {
  const { value: regions } = readRegions({ path: key, text: source });
  const region = regions.find((each) => each.name === name);
  if (!region) throw new Error(`no region ${name} in ${key}: the page was not checked`);
  const text = rightSource(
    region.text,
    scenarios.flatMap(({ variant = [] }) => variant),
  );
  return regionLines({ name, text }).trimEnd();
}
