import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { availabilityFileSchema } from "../../core/facts/availability-file.ts";
import { type KfuncsFile, kfuncsFileSchema } from "../../core/facts/kfuncs-file.ts";
import { provenanceFileSchema } from "../../core/facts/provenance-file.ts";
import { versionPattern } from "../../core/spec/versions.ts";
import { ImportError } from "../kernel-import/import-error.ts";
import { printJson } from "../kernel-import/print-json.ts";
import { fetchKernel } from "../linux/fetch-kernel.ts";
import type { LinuxKernel } from "../linux/job.ts";
import { LinuxUnavailable } from "../linux/linux-unavailable.ts";
import { measureAvailability } from "./measure.ts";
import { printMeasurement } from "./print-measurement.ts";
import { modulesOf } from "./probe-group.ts";

/** Lines for entries: one for each form and each kfunc. */
const LINE_DEPTH = 2;

/** After so many programs it is said how far the measurement is. */
const SAID_EACH = 50;

/** Beyond the modules with kfuncs: what nf_conntrack needs where it is not built in, and a device to bind XDP programs to. */
const furtherModules = ["crc32c_generic", "veth"];

export interface MeasureFolders {
  /** For kernels: `.cache/kfdoc`. */
  readonly cache: string;
  /** `content/kernels` */
  readonly content: string;
}

type Say = (line: string) => void;

function readFacts<Facts>(path: string, schema: { parse: (value: unknown) => Facts }, release: string): Facts {
  const help = `Run \`npm run import-kernel -- ${release}\` first`;
  if (!existsSync(path)) throw new LinuxUnavailable(`There is no ${path}`, help);
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw new LinuxUnavailable(`${path} can't be read: ${(error as Error).message}`, help);
  }
}

/** Facts of another build would be about other kfuncs. */
function refuseOther(kernel: LinuxKernel, folder: string, release: string): void {
  const { image, kernel: name } = readFacts(join(folder, "provenance.json"), provenanceFileSchema, release);
  if (image.sha256 === kernel.sha256) return;
  const message = `The facts of ${release} were read from ${name}, which is not the ${kernel.version} that would be booted`;
  throw new LinuxUnavailable(message, `Run \`npm run import-kernel -- ${release}\` again`);
}

async function measureOne(release: string, { cache, content }: MeasureFolders, say: Say): Promise<boolean> {
  const folder = join(content, release);
  const file: KfuncsFile = readFacts(join(folder, "kfuncs.json"), kfuncsFileSchema, release);
  const modules = [...furtherModules, ...modulesOf(file)];
  const kernel = fetchKernel(release, cache, say, { flavour: "amd64", modules });
  refuseOther(kernel, folder, release);
  const started = performance.now();
  const onProgram = (done: number, all: number) => {
    if (done % SAID_EACH === 0) say(`${release}: ${done} of ${all} programs`);
  };
  const measured = await measureAvailability(kernel, file, { cache, onProgram });
  say(printMeasurement(measured, (performance.now() - started) / 1000));
  const problems = [...measured.problems, ...measured.registrations.problems];
  for (const problem of problems) say(`error: ${problem}`);
  if (problems.length > 0) return false;
  const text = printJson(availabilityFileSchema.parse(measured.file), LINE_DEPTH);
  writeFileSync(join(folder, "availability.json"), `${text}\n`);
  return true;
}

const USAGE = "Usage: measure-availability <release, such as 7.3>…";

/**
 * The whole command: for each release whose kfuncs are known, boots its kernel and writes
 * `<content>/<release>/availability.json`. Returns the exit code; what went wrong is printed in words, and nothing is
 * written of a release of which an answer is not understood.
 */
export async function measureCommand(args: readonly string[], folders: MeasureFolders, say: Say): Promise<number> {
  try {
    const wrong = args.find((each) => !versionPattern.test(each));
    if (args.length === 0 || wrong !== undefined) {
      throw new LinuxUnavailable(wrong === undefined ? "There is nothing to measure" : `${wrong} is no release`, USAGE);
    }
    let isDone = true;
    for (const release of args) isDone = (await measureOne(release, folders, say)) && isDone;
    if (!isDone) say("  help: src/core/verifier/kfunc-verdict.ts lists what the verifier is known to say");
    return isDone ? 0 : 1;
  } catch (error) {
    if (!(error instanceof LinuxUnavailable || error instanceof ImportError)) throw error;
    say(`error: ${error.message}`);
    say(`  help: ${error.help}`);
    return 1;
  }
}
