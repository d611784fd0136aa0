import { didYouMean } from "../../core/diagnostics/nearest.ts";
import { UsageError } from "../reports/usage-error.ts";
import { nameOfTarget } from "./name-of-target.ts";

interface Named {
  /** `<folder>/<example>#<scenario>`. */
  readonly key: string;
}

/** Whether an example or a scenario is meant by a name: that of its folder, its example, or its own. */
export const isMeant = (key: string, name: string) =>
  key === name || key.startsWith(`${name}#`) || key.startsWith(`${name}/`);

/** The runs that one of the names means; all without a name. */
export function chooseRuns<Run extends Named>(runs: readonly Run[], names: readonly string[]): readonly Run[] {
  const wanted = names.map(nameOfTarget);
  const unknown = wanted.filter((name) => !runs.some(({ key }) => isMeant(key, name)));
  if (unknown.length > 0) {
    throw new UsageError(
      `No scenario that can run is named ${unknown.join(", ")}`,
      didYouMean(
        unknown[0] ?? "",
        new Set(runs.flatMap(({ key }) => [key, key.replace(/#.*/, "")])),
        "Name a folder of examples, an example in it (FOLDER/EXAMPLE), or one of its scenarios: FOLDER/EXAMPLE#SCENARIO.",
      ),
    );
  }
  return wanted.length === 0 ? runs : runs.filter(({ key }) => wanted.some((name) => isMeant(key, name)));
}
