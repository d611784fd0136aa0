import type { KfuncCoverage } from "../../core/coverage/coverage.ts";
import { familyOf } from "../../core/facts/families.ts";
import type { ContentSources } from "../content/content-sources.ts";
import { isKfuncPage } from "../pages/check-page.ts";
import { countProse } from "../pages/count-prose.ts";
import { parseSource } from "../pages/parse-page.ts";
import type { Kernel } from "./read-kernel.ts";
import type { AssembledModel, KfuncModel } from "./site-model.ts";

/** Releases in whose real kernel a scenario ran, or was refused as expected, by `<example>#<scenario>`. */
function releasesByScenario({ examples }: AssembledModel): ReadonlyMap<string, readonly string[]> {
  return new Map(
    examples.flatMap(({ key, scenarios }) =>
      scenarios.map(({ name, engines }) => {
        const vouching = engines.filter(({ state }) => state === "ran" || state === "rejected");
        return [`${key}#${name}`, vouching.map(({ release }) => release)] as const;
      }),
    ),
  );
}

function measure(
  kfunc: KfuncModel,
  words: ReadonlyMap<string, number>,
  vouching: ReadonlyMap<string, readonly string[]>,
) {
  const { name, subsystem: family, spec, params, prototype, errors = [], examples } = kfunc;
  const scenarios = examples.flatMap(({ key, scenarios: called }) => called.map((scenario) => `${key}#${scenario}`));
  return {
    name,
    family,
    hasSpec: true,
    hasSummary: spec.summary !== undefined,
    params: params.length,
    paramsDescribed: params.filter(({ text }) => text !== undefined).length,
    returnsValue: prototype.returns !== "void",
    returnsDescribed: spec.returns !== undefined,
    errorsListed: kfunc.errors !== undefined,
    errorsShown: errors.filter(({ shown_by: shown }) => shown !== undefined).length,
    errorsExcused: errors.filter(({ not_shown: excuse }) => excuse !== undefined).length,
    words: words.get(`content/${kfunc.page}`) ?? 0,
    isGone: kfunc.history?.removed !== undefined,
    isModelled: kfunc.isModelled,
    examples: examples.length,
    scenarios,
    releases: [...new Set(scenarios.flatMap((scenario) => vouching.get(scenario) ?? []))],
  };
}

/** A kfunc of a kernel that nobody has written a spec of. */
function unwritten(name: string, { releases, histories }: Kernel): KfuncCoverage {
  const fact = releases.find(({ kfuncs }) => kfuncs.has(name))?.kfuncs.get(name);
  return {
    name,
    family: familyOf(name),
    hasSpec: false,
    hasSummary: false,
    params: fact?.params.length ?? 0,
    paramsDescribed: 0,
    returnsValue: fact?.returns !== "void",
    returnsDescribed: false,
    errorsListed: false,
    errorsShown: 0,
    errorsExcused: 0,
    words: 0,
    isGone: histories.get(name)?.removed !== undefined,
    isModelled: false,
    examples: 0,
    scenarios: [],
    releases: [],
  };
}

/** How far each kfunc is documented: those with a spec, and those that a kernel has besides. */
export function measureCoverage(model: AssembledModel, kernel: Kernel, { pages }: ContentSources): KfuncCoverage[] {
  const words = new Map(pages.filter(isKfuncPage).map((page) => [page.path, countProse(parseSource(page))]));
  const vouching = releasesByScenario(model);
  const stated = new Set(model.kfuncs.map(({ name }) => name));
  const missing = [...kernel.histories.keys()].filter((name) => !stated.has(name));
  return [
    ...model.kfuncs.map((kfunc) => measure(kfunc, words, vouching)),
    ...missing.map((name) => unwritten(name, kernel)),
  ];
}
