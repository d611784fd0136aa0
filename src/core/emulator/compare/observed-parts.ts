import { streamNames } from "../../kernel/objects/program-streams.ts";
import { counted } from "../../words/counted.ts";
import { asExpected, printValue, valueAt } from "./expected-value.ts";
import { type Comparison, differs } from "./mismatch.ts";
import { printActual } from "./print-actual.ts";
import { meetsExpectation, printExpected } from "./varying.ts";

/** Members of the context after the run. */
export const compareContext: Comparison<"context"> = (expected, outcome, btf) =>
  Object.entries(expected).flatMap(([name, value]) => {
    const actual = outcome.context && valueAt(outcome.context.after, name.split("."));
    if (actual && meetsExpectation(actual, value, outcome, btf)) return [];
    const printed = actual ? printActual(actual, value, outcome) : "nothing that could be seen";
    const message = `${name} of the context is ${printed} after the run, not ${printExpected(value)}`;
    return [differs(["expect", "context", name], message, printExpected(value), printed, asExpected(actual))];
  });

/** What an iterator wrote, to the letter. */
export const compareOutput: Comparison<"output"> = (expected, { output }) =>
  output === expected
    ? []
    : [differs(["expect", "output"], "The iterator wrote another text", expected, output ?? "nothing", output)];

/** Every line of bpf_printk, in order. */
export const comparePrinted: Comparison<"printed"> = (expected, { printed = [] }) => {
  const [wanted, actual] = [expected.join("\n"), printed.join("\n")];
  return wanted === actual ? [] : [differs(["expect", "printed"], "The program printed other lines", wanted, actual)];
};

/** Each stream that is named, to the letter. */
export const compareStreams: Comparison<"streams"> = (expected, { streams = {} }) =>
  streamNames.flatMap((name) => {
    const [wanted, actual] = [expected[name], streams[name] ?? ""];
    if (wanted === undefined || wanted === actual) return [];
    const message = `Another text stands in ${name} after the run`;
    return [differs(["expect", "streams", name], message, wanted || "nothing", actual || "nothing", actual)];
  });

/** What each action of the trigger came to. */
export const compareResults: Comparison<"results"> = (expected, outcome, btf) => {
  const { actions = [] } = outcome;
  const path = ["expect", "results"];
  if (actions.length !== expected.length) {
    const message = `The trigger did ${counted(actions.length, "action")}, not ${expected.length}`;
    return [differs(path, message, expected.length, actions.length)];
  }
  return actions.flatMap(({ action, result }, index) => {
    const value = expected[index] ?? 0;
    if (meetsExpectation(result, value, outcome, btf)) return [];
    const actual = printValue(result);
    const message = `Action ${index + 1}, ${action}, came to ${actual}, not ${printExpected(value)}`;
    return [differs([...path, index], message, printExpected(value), actual, asExpected(result))];
  });
};
