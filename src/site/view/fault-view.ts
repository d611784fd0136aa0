import type { Explanation } from "../../core/verifier/explanations.ts";
import { uncaughtRules } from "../../core/verifier/uncaught-rules.ts";
import { type FaultRule, faultRules } from "../../core/vm/fault.ts";
import type { ExampleModel, ScenarioModel, SiteModel } from "../../node/build/site-model.ts";
import { pagePath, scenarioPath } from "../paths.ts";
import type { EnginesView } from "./engine-view.ts";
import { messageViews } from "./message-view.ts";
import { type ScenarioView, scenarioView } from "./scenario-view.ts";

export { uncaughtRules };

/** A run that breaks the rule, as one line. */
export interface BrokenRun {
  readonly example: string;
  readonly name: string;
  readonly summary: string;
  readonly href: string;
}

export interface FaultRuleView {
  readonly rule: string;
  readonly href: string;
  readonly title: string;
  /** Parts of the verifier's messages, their pages, and what each means. */
  readonly verifier: readonly ({ readonly words: string; readonly href?: string } & Partial<Explanation>)[];
  /** The first run in full; what to do about it is said with the messages. */
  readonly run?: ScenarioView & { readonly example: string };
  readonly further: readonly BrokenRun[];
}

interface Breaking {
  readonly example: ExampleModel;
  readonly scenario: ScenarioModel;
}

const breaking = ({ examples }: SiteModel, rule: FaultRule): Breaking[] =>
  examples.flatMap((example) =>
    example.scenarios.filter(({ outcome }) => outcome?.fault?.rule === rule).map((scenario) => ({ example, scenario })),
  );

function withoutExplanations({ lines, refusals }: EnginesView): EnginesView {
  return { lines, refusals: refusals.map(({ explanation, ...refusal }) => refusal) };
}

function runInFull({ example, scenario }: Breaking): FaultRuleView["run"] {
  const view = scenarioView(example, scenario);
  return { ...view, engines: withoutExplanations(view.engines), example: example.title };
}

const runInShort = ({ example, scenario: { name, summary } }: Breaking): BrokenRun => ({
  example: example.title,
  name,
  summary,
  href: scenarioPath(`${example.key}#${name}`),
});

/** A rule of the emulator, and the scenarios that break it. */
export function faultRuleView(model: SiteModel, rule: FaultRule): FaultRuleView {
  const [first, ...further] = breaking(model, rule);
  const href = pagePath("fault", rule);
  const pages = messageViews(model).filter(({ rules }) => rules.some((each) => each.href === href));
  const run = first && runInFull(first);
  return {
    ...faultRuleTitle(rule),
    verifier: pages.map((page) => ({
      words: page.words,
      href: page.href,
      ...page.rules.find((each) => each.href === href)?.explanation,
    })),
    ...(run && { run }),
    further: further.map(runInShort),
  };
}

export const faultRuleTitle = (rule: FaultRule): Pick<FaultRuleView, "rule" | "href" | "title"> => ({
  rule,
  href: pagePath("fault", rule),
  title: faultRules[rule].title,
});

export const faultRuleNames = Object.keys(faultRules).sort() as FaultRule[];
