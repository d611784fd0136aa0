import { didYouMean, nearest } from "../../../core/diagnostics/nearest.ts";
import { counted } from "../../../core/words/counted.ts";
import type { StepperAddress } from "./address.ts";
import type { Complaint } from "./input-panel.ts";
import type { InputField } from "./scenario-input.ts";

/** Of the scenario that an address asks for: what is wrong with its name, and what is shown in its place. */
export function scenarioNotes(asked: string, names: readonly string[]): string[] {
  const [first = ""] = names;
  if (names.includes(asked)) return [];
  if (asked === "") return [`The address names no scenario: shown is ${first}.`];
  return [`There is no scenario “${asked}” here: shown is ${nearest(asked, names) ?? first}.`];
}

/** The scenario to show: the one that is asked for, or the one that was most likely meant. */
export const scenarioMeant = (asked: string, names: readonly string[]): string =>
  names.includes(asked) ? asked : (nearest(asked, names) ?? names[0] ?? "");

export function stepNotes({ step, misreadStep }: StepperAddress, length: number): string[] {
  if (misreadStep !== undefined) return [`The step “${misreadStep}” is no number: shown is the end of the run.`];
  return step !== undefined && step > length
    ? [`This run has ${counted(length, "step")}, and no step ${step}: shown is its end.`]
    : [];
}

const GLOBAL = "globals.";

/** Changed values that are no input of the scenario; whether the program has a global variable, the emulator says. */
export function strangeChanges(fields: readonly InputField[], changes: ReadonlyMap<string, string>): Complaint[] {
  const paths = fields.map(({ path }) => path);
  return [...changes.keys()]
    .filter((path) => !paths.includes(path) && !path.startsWith(GLOBAL))
    .map((path) => ({ path, text: `“${path}” is no input of this scenario. ${didYouMean(path, paths, "")}`.trim() }));
}
