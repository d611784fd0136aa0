import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type KfuncsFile, kfuncsFileSchema } from "../../core/facts/kfuncs-file.ts";
import { provenanceFileSchema } from "../../core/facts/provenance-file.ts";
import { versionPattern } from "../../core/spec/versions.ts";
import { counted } from "../../core/words/counted.ts";
import { ImportError } from "../kernel-import/import-error.ts";
import { fetchKernel } from "../linux/fetch-kernel.ts";
import type { LinuxKernel } from "../linux/job.ts";
import { LinuxUnavailable } from "../linux/linux-unavailable.ts";
import { modulesOf } from "./probe-group.ts";

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

export type Say = (line: string) => void;

/** A kernel whose facts are known, and what they say. */
export interface KernelToMeasure {
  readonly kernel: LinuxKernel;
  readonly file: KfuncsFile;
  /** Where its facts are. */
  readonly folder: string;
}

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

/** Fetches the kernel that a release's facts were read from. Throws `LinuxUnavailable`. */
export function kernelToMeasure(release: string, { cache, content }: MeasureFolders, say: Say): KernelToMeasure {
  const folder = join(content, release);
  const file: KfuncsFile = readFacts(join(folder, "kfuncs.json"), kfuncsFileSchema, release);
  const modules = [...furtherModules, ...modulesOf(file)];
  const kernel = fetchKernel(release, cache, say, { flavour: "amd64", modules });
  refuseOther(kernel, folder, release);
  return { kernel, file, folder };
}

/** Says now and then how far the measurement of a release is. */
export const sayProgress =
  (release: string, say: Say) =>
  (done: number, all: number): void => {
    if (done % SAID_EACH === 0) say(`${release}: ${done} of ${counted(all, "program")}`);
  };

/**
 * Measures one release after the other. Returns the exit code; what went wrong is printed in words, `help` where something
 * was answered that is not understood.
 */
export async function measureEach(
  args: readonly string[],
  say: Say,
  { usage, help, one }: { usage: string; help: string; one: (release: string) => Promise<boolean> },
): Promise<number> {
  try {
    const wrong = args.find((each) => !versionPattern.test(each));
    if (args.length === 0 || wrong !== undefined) {
      throw new LinuxUnavailable(wrong === undefined ? "There is nothing to measure" : `${wrong} is no release`, usage);
    }
    let isDone = true;
    for (const release of args) isDone = (await one(release)) && isDone;
    if (!isDone) say(`  help: ${help}`);
    return isDone ? 0 : 1;
  } catch (error) {
    if (!(error instanceof LinuxUnavailable || error instanceof ImportError)) throw error;
    say(`error: ${error.message}`);
    say(`  help: ${error.help}`);
    return 1;
  }
}
