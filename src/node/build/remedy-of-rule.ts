import { explainMessage } from "../../core/verifier/explanations.ts";
import { type FaultRule, faultRules } from "../../core/vm/fault.ts";

/** What mends a program that breaks a rule, where the verifier's messages about the rule have one remedy among them. */
export function remedyOfRule(rule: FaultRule): string | undefined {
  const remedies = faultRules[rule].verifier.map((words) => explainMessage(words, rule)?.remedy);
  const [first, ...others] = new Set(remedies);
  return others.length === 0 ? first : undefined;
}
