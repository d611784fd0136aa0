import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { availabilityFileSchema } from "../../core/facts/availability-file.ts";
import { printJson } from "../kernel-import/print-json.ts";
import { kernelToMeasure, type MeasureFolders, measureEach, type Say, sayProgress } from "./kernel-to-measure.ts";
import { measureAvailability } from "./measure.ts";
import { printMeasurement } from "./print-measurement.ts";

/** Lines for entries: one for each form and each kfunc. */
const LINE_DEPTH = 2;

async function measureOne(release: string, folders: MeasureFolders, say: Say): Promise<boolean> {
  const { kernel, file, folder } = kernelToMeasure(release, folders, say);
  const started = performance.now();
  const onProgram = sayProgress(release, say);
  const measured = await measureAvailability(kernel, file, { cache: folders.cache, onProgram });
  say(printMeasurement(measured, (performance.now() - started) / 1000));
  const problems = [...measured.problems, ...measured.registrations.problems];
  for (const problem of problems) say(`error: ${problem}`);
  if (problems.length > 0) return false;
  const text = printJson(availabilityFileSchema.parse(measured.file), LINE_DEPTH);
  writeFileSync(join(folder, "availability.json"), `${text}\n`);
  return true;
}

/**
 * The whole command: for each release whose kfuncs are known, boots its kernel and writes
 * `<content>/<release>/availability.json`. Returns the exit code; nothing is written of a release of which an answer is not
 * understood.
 */
export const measureCommand = (args: readonly string[], folders: MeasureFolders, say: Say): Promise<number> =>
  measureEach(args, say, {
    usage: "Usage: measure-availability <release, such as 7.3>…",
    help: "src/core/verifier/kfunc-verdict.ts lists what the verifier is known to say",
    one: (release) => measureOne(release, folders, say),
  });
