import { didYouMean } from "../../core/diagnostics/nearest.ts";
import type { Example } from "../build/examples.ts";
import { UsageError } from "../reports/usage-error.ts";
import { isMeant } from "../verify/choose-runs.ts";
import { nameOfTarget } from "../verify/name-of-target.ts";

/** The examples of which something is named: a folder, an example, or one of its scenarios. */
export function chooseExamples(examples: readonly Example[], names: readonly string[]): Example[] {
  const chosen = new Set<Example>();
  for (const name of names) {
    const [key = "", scenario] = nameOfTarget(name).split("#", 2);
    const meant = examples.filter((example) => isMeant(example.key, key));
    const scenarios = meant.flatMap(({ spec }) => spec?.value.scenarios.map((each) => each.name) ?? []);
    if (meant.length === 0) {
      const keys = examples.map((example) => example.key);
      const named = keys.filter((each) => each.endsWith(`/${key}`));
      const help =
        named.length > 0
          ? `Did you mean ${named.join(" or ")}?`
          : didYouMean(key, keys, "Name a folder of examples, or an example in it: FOLDER/EXAMPLE.");
      throw new UsageError(`There is no example ${key}`, help);
    }
    if (scenario !== undefined && !scenarios.includes(scenario) && meant.every(({ spec }) => spec)) {
      throw new UsageError(`${key} has no scenario ${scenario}`, `It has ${scenarios.join(", ") || "none"}.`);
    }
    for (const example of meant) chosen.add(example);
  }
  return [...chosen];
}
