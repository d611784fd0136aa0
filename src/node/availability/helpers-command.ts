import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { helpersFileSchema } from "../../core/facts/helpers-file.ts";
import { counted } from "../../core/words/counted.ts";
import { printJson } from "../kernel-import/print-json.ts";
import { kernelToMeasure, type MeasureFolders, measureEach, type Say, sayProgress } from "./kernel-to-measure.ts";
import { measureHelpers } from "./measure-helpers.ts";

/** Lines for entries: one for each form and each helper. */
const LINE_DEPTH = 2;

async function measureOne(release: string, folders: MeasureFolders, say: Say): Promise<boolean> {
  const target = kernelToMeasure(release, folders, say);
  const started = performance.now();
  const onProgram = sayProgress(release, say);
  const { file, problems, loads } = await measureHelpers(target, { cache: folders.cache, onProgram });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const [helpers, forms] = [Object.values(file.helpers), Object.values(file.forms)];
  const nowhere = Object.entries(file.helpers).flatMap(([name, { allowed }]) => (allowed.length === 0 ? [name] : []));
  say(
    `${release}: ${file.kernel}, ${counted(helpers.length, "helper")} in ${counted(forms.length, "form")} of ${counted(new Set(forms).size, "class", "classes")}`,
  );
  say(
    `  ${counted(loads, "load")} in ${seconds} s; ${helpers.filter((each) => each.gpl_only).length} for GPL-compatible programs`,
  );
  if (nowhere.length > 0) say(`  allowed nowhere: ${nowhere.join(", ")}`);
  for (const problem of problems) say(`error: ${problem}`);
  if (problems.length > 0) return false;
  writeFileSync(join(target.folder, "helpers.json"), `${printJson(helpersFileSchema.parse(file), LINE_DEPTH)}\n`);
  return true;
}

/**
 * The whole command: for each release, boots its kernel and writes `<content>/<release>/helpers.json`. Returns the exit code;
 * nothing is written of a release of which an answer is not understood.
 */
export const helpersCommand = (args: readonly string[], folders: MeasureFolders, say: Say): Promise<number> =>
  measureEach(args, say, {
    usage: "Usage: measure-helpers <release, such as 7.3>…",
    help: "src/core/verifier/helper-verdict.ts lists what the verifier is known to say",
    one: (release) => measureOne(release, folders, say),
  });
