import { type FaultRule, faultRules } from "../../core/vm/fault.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import { pagePath } from "../paths.ts";
import { type ScenarioView, scenarioView } from "./scenario-view.ts";

export interface FaultRuleView {
  readonly rule: string;
  readonly href: string;
  readonly title: string;
  readonly verifier: readonly string[];
  readonly scenarios: readonly (ScenarioView & { readonly example: string })[];
}

/** A rule of the emulator, and the scenarios that break it. */
export function faultRuleView(model: SiteModel, rule: FaultRule): FaultRuleView {
  const { title, verifier } = faultRules[rule];
  const scenarios = model.examples.flatMap((example) =>
    example.scenarios
      .filter(({ outcome }) => outcome.fault?.rule === rule)
      .map((scenario) => ({ ...scenarioView(example, scenario), example: example.title })),
  );
  return { rule, href: pagePath("fault", rule), title, verifier, scenarios };
}

export const faultRuleNames = Object.keys(faultRules).sort() as FaultRule[];
