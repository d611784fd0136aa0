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

/**
 * The examples that call a kfunc: those of its subsystem in full, the others by name. Where its subsystem has none, the
 * first that shows one of its errors, or else the first of all, is shown in full.
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
  const own = examples.filter((example) => example.subsystem === subsystem);
  if (own.length > 0) return own;
  const showing = examples.find(({ key }) => errors?.some(({ shown_by }) => shown_by?.startsWith(`${key}#`)));
  return [showing ?? examples[0]].filter((example) => example !== undefined);
}

const mention = ({ key, title, summary }: ExampleModel, scenarios: readonly string[]): ExampleMention => ({
  title,
  summary,
  href: pagePath("example", key),
  scenarios: scenarios.map((name) => ({ name, href: scenarioPath(`${key}#${name}`) })),
});
