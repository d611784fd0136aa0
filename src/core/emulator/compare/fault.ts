import { faultRules } from "../../vm/fault.ts";
import type { FaultRecord } from "../outcome.ts";
import { type Comparison, differs } from "./mismatch.ts";

const describe = (fault: FaultRecord | undefined) =>
  fault ? `${fault.rule} at ${fault.at.file}:${fault.at.line}: ${fault.message}` : "no fault";

/** The rule that the run broke, and a part of the C line at fault. */
export const compareFault: Comparison<"fault"> = (expected, { fault }) => {
  const path = ["expect", "fault"];
  if (!fault) return [differs(path, "The run ended without a fault", `${expected.rule}`, "no fault")];
  const rule =
    fault.rule === expected.rule
      ? []
      : [differs([...path, "rule"], `The run broke another rule: ${fault.message}`, expected.rule, describe(fault))];
  const line = fault.at.text.includes(expected.line)
    ? []
    : [differs([...path, "line"], "The fault is in another line of C", expected.line, fault.at.text.trim())];
  return [...rule, ...line];
};

const overlap = (left: string, right: string) => left.includes(right) || right.includes(left);

/** The verifier's words, in each release's wording, must be among those that the rule which the run broke stands for. */
export const compareRejected: Comparison<"rejected"> = (expected, { fault }) => {
  const path = ["expect", "rejected"];
  const wordings = [expected].flat();
  if (!fault) {
    const message = "The verifier is to refuse the program, but the run broke no rule";
    return [differs(path, message, wordings.join(" | "), "no fault")];
  }
  const words: readonly string[] = faultRules[fault.rule].verifier;
  const message = `The run broke the rule ${fault.rule}, for which the verifier has other words`;
  return wordings
    .filter((wording) => !words.some((each) => overlap(each, wording)))
    .map((wording) => differs(path, message, wording, words.join(" | ") || "none"));
};
