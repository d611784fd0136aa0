import type { Diagnostic, Note } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import type { Outcome } from "../../core/emulator/outcome.ts";
import type { ExampleSpec } from "../../core/spec/example-spec.ts";
import type { ParsedFile } from "../../core/spec/parsed-file.ts";
import { compareEngines, type Difference, type LinuxRun } from "./compare-engines.ts";

const MOST_CHARACTERS = 400;

const MEND = "Linux is right about Linux: mend the emulator's model, or the scenario where it asks for something else.";

const short = (text: string) => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text);

function notesOf({ linux, emulator }: Difference, name: string): Note[] {
  return [{ message: `${name}: ${short(linux)}` }, { message: `the emulator: ${short(emulator)}` }];
}

/** Each difference between Linux and the emulator, at the part of the scenario that it is about. */
export function judgeEngines(
  spec: ParsedFile<ExampleSpec>,
  index: number,
  linuxName: string,
  linux: LinuxRun,
  emulated: Outcome,
): Diagnostic[] {
  const scenario = spec.value.scenarios[index];
  if (!scenario) return [];
  return compareEngines(scenario, linux, emulated).map((difference) => {
    const place = spec.spanOf(["scenarios", index, ...difference.path]);
    const message = `${scenario.name}: ${linuxName} and the emulator differ in ${difference.what.replace(/,$/, "")}`;
    return errorAt(place, "verify/difference", message, {
      notes: notesOf(difference, linuxName),
      help: difference.help ?? MEND,
    });
  });
}
