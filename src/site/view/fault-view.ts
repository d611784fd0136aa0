import { uncaughtRules } from "../../core/verifier/uncaught-rules.ts";
import { type FaultRule, faultRules, stricterRules } from "../../core/vm/fault.ts";
import type { ExampleModel, ScenarioModel, SiteModel } from "../../node/build/site-model.ts";
import { pagePath, scenarioPath } from "../paths.ts";
import type { EnginesView } from "./engine-view.ts";
import { byMeaning, type Meaning } from "./message-groups.ts";
import { type MessageRule, messageViews } from "./message-view.ts";
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
  /** Parts of the verifier's messages, their pages, what they mean and what is to be done. */
  readonly verifier: readonly Meaning[];
  /** The first run in full; what to do about it is said with the messages. */
  readonly run?: ScenarioView & { readonly example: string };
  readonly further: readonly BrokenRun[];
  /** Linux refuses what breaks it only where the loader lacks CAP_PERFMON. */
  readonly isStricter: boolean;
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

function adviceOf(rules: readonly MessageRule[], href: string): string {
  const { meaning = "", remedy = "" } = rules.find((rule) => rule.href === href)?.explanation ?? {};
  return `${meaning} ${remedy}`.trim();
}

/** A rule of the emulator, and the scenarios that break it. */
export function faultRuleView(model: SiteModel, rule: FaultRule): FaultRuleView {
  const [first, ...further] = breaking(model, rule);
  const href = pagePath("fault", rule);
  const pages = messageViews(model).filter(({ rules }) => rules.some((each) => each.href === href));
  const run = first && runInFull(first);
  return {
    ...faultRuleTitle(rule),
    verifier: byMeaning(
      pages.map(({ words, href: page, rules }) => ({ words, href: page, summary: adviceOf(rules, href) })),
    ),
    ...(run && { run }),
    further: further.map(runInShort),
    isStricter: stricterRules.has(rule),
  };
}

export const faultRuleTitle = (rule: FaultRule): Pick<FaultRuleView, "rule" | "href" | "title"> => ({
  rule,
  href: pagePath("fault", rule),
  title: faultRules[rule].title,
});

export const faultRuleNames = Object.keys(faultRules).sort() as FaultRule[];
