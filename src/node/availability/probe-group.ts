import type { KfuncsFile } from "../../core/facts/kfuncs-file.ts";
import { compareVersions } from "../../core/spec/versions.ts";
import type { LinuxKernel } from "../linux/job.ts";
import { LinuxUnavailable } from "../linux/linux-unavailable.ts";
import { type ProbeReport, runProbe } from "../linux/run-probe.ts";
import { contextTypes, holdersOfContext } from "./context-types.ts";
import type { FormGroup } from "./group-forms.ts";
import { judgeKfunc, type KfuncTrial } from "./judge-kfunc.ts";
import { type PlacedType, placeType } from "./kernel-types.ts";
import { type MinimalProgram, minimalProgram, type Workshop } from "./minimal-program.ts";
import { recipes } from "./recipes.ts";
import type { JudgedKfunc } from "./summarise.ts";

export interface MeasureOptions {
  readonly cache: string;
  /** Said after each program: how many have their answers, and how many there are. */
  readonly onProgram?: (done: number, all: number) => void;
}

export interface ProbedGroup {
  readonly report: ProbeReport;
  /** In the order of the kfuncs' names; verdicts in the order of the group's forms. */
  readonly judged: readonly JudgedKfunc[];
  readonly loads: number;
}

/** Modules that have kfuncs of the file. */
export function modulesOf({ kfuncs }: KfuncsFile): string[] {
  return [...new Set(Object.values(kfuncs).map(({ module }) => module))].filter((name) => name !== "vmlinux").sort();
}

/** What is loaded for one kfunc. */
interface KfuncPrograms {
  readonly kfunc: string;
  readonly minimal: MinimalProgram;
  readonly recipe: MinimalProgram | undefined;
  readonly holders: KfuncTrial["holders"];
}

function recipeFor(kfunc: string, workshop: Workshop, place: PlacedType, release: string): MinimalProgram | undefined {
  const recipe = recipes.find((each) => each.kfunc === kfunc);
  const isNeeded = recipe && (recipe.until === undefined || compareVersions(release, recipe.until) < 0);
  return isNeeded ? recipe.make(workshop, place) : undefined;
}

function programsFor(workshop: Workshop, { kfuncs, release }: KfuncsFile): KfuncPrograms[] {
  const contexts = contextTypes(workshop.types.vmlinux);
  return Object.entries(kfuncs).map(([kfunc, { module }]) => {
    const place = placeType(workshop.types, "func", kfunc, module);
    if (place) {
      const recipe = recipeFor(kfunc, workshop, place, release);
      return {
        kfunc,
        minimal: minimalProgram(workshop, place),
        recipe,
        holders: holdersOfContext(contexts, workshop.types, place),
      };
    }
    const help = `Run \`npm run import-kernel -- ${release}\` again`;
    throw new LinuxUnavailable(`${module} of this kernel has no function ${kfunc}`, help);
  });
}

function* trials({ kfuncs }: KfuncsFile, all: readonly KfuncPrograms[], report: ProbeReport): Generator<KfuncTrial> {
  const answers = [...report.answers];
  for (const { kfunc, minimal, recipe, holders } of all) {
    const trial = (program: MinimalProgram) => ({ program, answers: answers.shift() });
    const first = trial(minimal);
    const second = recipe && trial(recipe);
    const fact = kfuncs[kfunc];
    if (fact) yield { kfunc, fact, minimal: first, holders, ...(second && { recipe: second }) };
  }
}

/** Loads the programs of every kfunc in the forms of a group, and reads the answers. */
export async function probeGroup(
  kernel: LinuxKernel,
  file: KfuncsFile,
  { workshop, forms }: FormGroup,
  { cache, onProgram = () => {} }: MeasureOptions,
): Promise<ProbedGroup> {
  const all = programsFor(workshop, file);
  const programs = all.flatMap(({ minimal, recipe }) => [minimal.bytes, ...(recipe ? [recipe.bytes] : [])]);
  const plan = { modules: modulesOf(file), forms: forms.map(({ load }) => load), programs };
  let done = 0;
  const report = await runProbe(kernel, plan, { cache, onProgram: () => onProgram(++done, programs.length) });
  const judged = [...trials(file, all, report)].map((trial) => {
    return { kfunc: trial.kfunc, verdicts: judgeKfunc(trial, forms, file.release) };
  });
  return { report, judged, loads: forms.length * programs.length };
}
