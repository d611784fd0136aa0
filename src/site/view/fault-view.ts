import { type Explanation, explainMessage } from "../../core/verifier/explanations.ts";
import { uncaughtRules } from "../../core/verifier/uncaught-rules.ts";
import { type FaultRule, faultRules } from "../../core/vm/fault.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import { pagePath } from "../paths.ts";
import { type ScenarioView, scenarioView } from "./scenario-view.ts";

export { uncaughtRules };

export interface FaultRuleView {
  readonly rule: string;
  readonly href: string;
  readonly title: string;
  /** Parts of the verifier's messages, and what each means. */
  readonly verifier: readonly ({ readonly words: string } & Partial<Explanation>)[];
  readonly scenarios: readonly (ScenarioView & { readonly example: string })[];
}

/** A rule of the emulator, and the scenarios that break it. */
export function faultRuleView(model: SiteModel, rule: FaultRule): FaultRuleView {
  const { title, verifier } = faultRules[rule];
  const scenarios = model.examples.flatMap((example) =>
    example.scenarios
      .filter(({ outcome }) => outcome?.fault?.rule === rule)
      .map((scenario) => ({ ...scenarioView(example, scenario), example: example.title })),
  );
  const explained = verifier.map((words) => ({ words, ...explainMessage(words, rule) }));
  return { rule, href: pagePath("fault", rule), title, verifier: explained, scenarios };
}

export const faultRuleNames = Object.keys(faultRules).sort() as FaultRule[];
