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

/** The verifier's words must be among those that the rule which the run broke stands for. */
export const compareRejected: Comparison<"rejected"> = (expected, { fault }) => {
  const path = ["expect", "rejected"];
  if (!fault) {
    return [differs(path, "The verifier is to refuse the program, but the run broke no rule", expected, "no fault")];
  }
  const words: readonly string[] = faultRules[fault.rule].verifier;
  if (words.some((each) => overlap(each, expected))) return [];
  const message = `The run broke the rule ${fault.rule}, for which the verifier has other words`;
  return [differs(path, message, expected, words.join(" | ") || "none")];
};
