import type { ExampleModel, KfuncModel, SiteModel } from "../../node/build/site-model.ts";
import { pagePath, scenarioPath } from "../paths.ts";
import { type ExampleView, exampleView } from "./example-view.ts";

/** An example on the page of a kfunc that it merely calls. */
export interface ExampleMention {
  readonly title: string;
  readonly summary: string;
  readonly href: string;
  /** Those that call the kfunc, on the example's page. */
  readonly scenarios: readonly { readonly name: string; readonly href: string }[];
}

export interface KfuncExamples {
  readonly full: readonly ExampleView[];
  readonly mentioned: readonly ExampleMention[];
}

/** More would hide what the page says, and each has a page of its own. */
const MOST_IN_FULL = 2;

/**
 * The examples that call a kfunc, two of them in full and the others by name: those first that stand in the folder of its
 * family, then those that show one of its errors, then those that call the fewest kfuncs besides. From another folder
 * there is at most one.
 */
export function kfuncExamples(model: SiteModel, kfunc: KfuncModel): KfuncExamples {
  const calling = new Map(kfunc.examples.map(({ key, scenarios }) => [key, scenarios]));
  const examples = model.examples.filter(({ key }) => calling.has(key));
  const own = ownOf(examples, kfunc);
  return {
    full: own.map((example) => exampleView(example, kfunc.name)),
    mentioned: examples
      .filter((example) => !own.includes(example))
      .map((example) => mention(example, calling.get(example.key) ?? [])),
  };
}

function ownOf(examples: readonly ExampleModel[], { subsystem, errors }: KfuncModel): readonly ExampleModel[] {
  const shows = ({ key }: ExampleModel) => errors?.some(({ shown_by }) => shown_by?.startsWith(`${key}#`)) ?? false;
  const best = examples.toSorted(
    (left, right) => Number(shows(right)) - Number(shows(left)) || left.kfuncs.length - right.kfuncs.length,
  );
  const own = best.filter((example) => example.subsystem === subsystem).slice(0, MOST_IN_FULL);
  return own.length > 0 ? own : best.slice(0, 1);
}

const mention = ({ key, title, summary }: ExampleModel, scenarios: readonly string[]): ExampleMention => ({
  title,
  summary,
  href: pagePath("example", key),
  scenarios: scenarios.map((name) => ({ name, href: scenarioPath(`${key}#${name}`) })),
});
