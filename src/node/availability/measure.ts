import type { KfuncsFile } from "../../core/facts/kfuncs-file.ts";
import { compareVersions } from "../../core/spec/versions.ts";
import { reachedInstructions } from "../../core/verifier/kfunc-verdict.ts";
import type { LinuxKernel } from "../linux/job.ts";
import { LinuxUnavailable } from "../linux/linux-unavailable.ts";
import { type ProbeAnswer, probePlaces } from "../linux/probe.ts";
import { type ProbeReport, runProbe } from "../linux/run-probe.ts";
import { checkRegistrations, type RegistrationCheck } from "./check-registrations.ts";
import { type CandidateForm, candidateForms } from "./forms.ts";
import { judgeKfunc, type KfuncTrial } from "./judge-kfunc.ts";
import { type PlacedType, placeType, readKernelTypes } from "./kernel-types.ts";
import { emptyProgram, type MinimalProgram, minimalProgram, type Workshop } from "./minimal-program.ts";
import { recipes } from "./recipes.ts";
import { type JudgedKfunc, type Summary, summarise } from "./summarise.ts";

export interface Measurement extends Summary {
  readonly forms: readonly CandidateForm[];
  readonly judged: readonly JudgedKfunc[];
  readonly registrations: RegistrationCheck;
  readonly loads: number;
  readonly boots: number;
}

export interface MeasureOptions {
  readonly cache: string;
  /** Said of each kfunc that was measured: how many are, and of how many. */
  readonly onKfunc?: (done: number, all: number) => void;
}

/** Modules that have kfuncs of the file. */
export function modulesOf({ kfuncs }: KfuncsFile): string[] {
  return [...new Set(Object.values(kfuncs).map(({ module }) => module))].filter((name) => name !== "vmlinux").sort();
}

const makeWorkshop = (kernel: LinuxKernel, modules: readonly string[]): Workshop => ({
  types: readKernelTypes(kernel, modules),
  places: probePlaces(modules),
  namesArena: false,
});

/** Forms that are probed with the same programs. */
interface FormGroup {
  readonly workshop: Workshop;
  readonly forms: readonly CandidateForm[];
}

/**
 * Of each form the first target that the kernel loads an empty program against; those apart for which that has to name an
 * arena. `answers` are to the empty program without an arena and with one.
 */
function groupForms(
  workshop: Workshop,
  candidates: readonly CandidateForm[],
  [plain = [], withArena = []]: ProbeReport["answers"],
): FormGroup[] {
  const isLoaded = (answer: ProbeAnswer | undefined) => answer !== undefined && reachedInstructions(answer);
  const known = new Set<string>();
  const take = (answers: readonly ProbeAnswer[]) =>
    candidates.filter(({ facts: { name } }, index) => {
      const isFirst = isLoaded(answers[index]) && !known.has(name);
      if (isFirst) known.add(name);
      return isFirst;
    });
  return [
    { workshop, forms: take(plain) },
    { workshop: { ...workshop, namesArena: true }, forms: take(withArena) },
  ].filter(({ forms }) => forms.length > 0);
}

interface Tried {
  readonly kfunc: string;
  readonly minimal: MinimalProgram;
  readonly recipe: MinimalProgram | undefined;
}

function recipeFor(kfunc: string, workshop: Workshop, place: PlacedType, release: string): MinimalProgram | undefined {
  const recipe = recipes.find((each) => each.kfunc === kfunc);
  if (!recipe || compareVersions(release, recipe.until ?? "9999.0") >= 0) return undefined;
  return recipe.make(workshop, place);
}

function prepare(workshop: Workshop, { kfuncs, release }: KfuncsFile): Tried[] {
  return Object.entries(kfuncs).map(([kfunc, { module }]) => {
    const place = placeType(workshop.types, "func", kfunc, module);
    if (!place)
      throw new LinuxUnavailable(`${module} of this kernel has no ${kfunc}`, "Import the kernel's facts again");
    return {
      kfunc,
      minimal: minimalProgram(workshop, place),
      recipe: recipeFor(kfunc, workshop, place, release),
    };
  });
}

function trials({ kfuncs }: KfuncsFile, tried: readonly Tried[], { answers }: ProbeReport): KfuncTrial[] {
  const rest = [...answers];
  return tried.flatMap(({ kfunc, minimal, recipe }) => {
    const fact = kfuncs[kfunc];
    const trial = (program: MinimalProgram) => ({ program, answers: rest.shift() });
    const first = trial(minimal);
    return fact ? [{ kfunc, fact, minimal: first, ...(recipe && { recipe: trial(recipe) }) }] : [];
  });
}

/** The verdicts of a group's forms, by kfunc. */
async function probeGroup(
  kernel: LinuxKernel,
  file: KfuncsFile,
  { workshop, forms }: FormGroup,
  { cache, onKfunc = () => {} }: MeasureOptions,
) {
  const tried = prepare(workshop, file);
  const programs = tried.flatMap(({ minimal, recipe }) => [minimal.bytes, ...(recipe ? [recipe.bytes] : [])]);
  const plan = { modules: modulesOf(file), forms: forms.map(({ load }) => load), programs };
  let done = 0;
  const report = await runProbe(kernel, plan, { cache, onProgram: () => onKfunc(++done, programs.length) });
  const judged = trials(file, tried, report).map((trial) => ({
    kfunc: trial.kfunc,
    verdicts: judgeKfunc(trial, forms, file.release),
  }));
  return { report, judged, loads: forms.length * programs.length };
}

/**
 * Asks the verifier of a kernel, under QEMU, for each kfunc and each attach form whether the pair is allowed. Throws
 * `LinuxUnavailable`.
 */
export async function measureAvailability(
  kernel: LinuxKernel,
  file: KfuncsFile,
  options: MeasureOptions,
): Promise<Measurement> {
  const modules = modulesOf(file);
  const workshop = makeWorkshop(kernel, modules);
  const candidates = candidateForms(workshop.types, file.release);
  const empty = [workshop, { ...workshop, namesArena: true }].map(emptyProgram);
  const first = await runProbe(
    kernel,
    { modules, forms: candidates.map(({ load }) => load), programs: empty },
    options,
  );
  const groups = groupForms(workshop, candidates, first.answers);
  const parts: Awaited<ReturnType<typeof probeGroup>>[] = [];
  for (const group of groups) parts.push(await probeGroup(kernel, file, group, options));
  const found = groups.flatMap(({ forms }) => forms);
  const order = candidates.flatMap((each) => (found.includes(each) ? [found.indexOf(each)] : []));
  const inOrder = <Item>(items: readonly Item[]) => order.flatMap((index) => items[index] ?? []);
  const forms = inOrder(found);
  const judged = Object.keys(file.kfuncs).map((kfunc, index) => ({
    kfunc,
    verdicts: inOrder(parts.flatMap((part) => part.judged[index]?.verdicts ?? [])),
  }));
  return {
    ...summarise(file.release, first.kernel, forms, judged),
    forms,
    judged,
    registrations: checkRegistrations(file, forms, judged),
    loads: parts.reduce((sum, { loads }) => sum + loads, candidates.length * empty.length),
    boots: parts.reduce((sum, { report }) => sum + report.boots, first.boots),
  };
}
