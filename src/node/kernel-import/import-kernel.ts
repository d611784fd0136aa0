import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProvenanceFile } from "../../core/facts/provenance-file.ts";
import { KernelUnreadable } from "../../core/kernel-binary/kernel-unreadable.ts";
import { type ReadKernel, readKernel } from "../../core/kernel-binary/read-kernel.ts";
import { compareVersions, versionPattern } from "../../core/spec/versions.ts";
import { counted } from "../../core/words/counted.ts";
import { fetchKernelSource } from "./fetch-kernel-source.ts";
import { kernelsOf } from "./import-arguments.ts";
import { ImportError } from "./import-error.ts";
import { type KernelFiles, sha256 } from "./kernel-files.ts";
import { kernelElf } from "./kernel-image.ts";
import { printJson } from "./print-json.ts";
import { provenance } from "./provenance.ts";
import { POINTER_DEPTH } from "./trim-roots.ts";
import { trimmedBtf } from "./trimmed-btf.ts";

/** Lines for entries: of `kfuncs.json` one for each kfunc, of `structs.json` one for each member. */
const KFUNC_DEPTH = 2;
const MEMBER_DEPTH = 4;

const TYPES = "vmlinux.btf";
const PROVENANCE = "provenance.json";

/** The folders that an import works in. */
export interface ImportFolders {
  /** For downloads. */
  readonly cache: string;
  /** `content/kernels` */
  readonly content: string;
}

type Say = (line: string) => void;

const releasesIn = (content: string) =>
  existsSync(content) ? readdirSync(content).filter((name) => versionPattern.test(name)) : [];

/** Whether no other release in the folder is newer: its types are what examples are compiled with. */
function isNewest(release: string, content: string): boolean {
  return releasesIn(content).every((other) => compareVersions(other, release) <= 0);
}

function withTypes(facts: ProvenanceFile, kernel: ReadKernel, folder: string): ProvenanceFile {
  const { bytes, types } = trimmedBtf(kernel);
  writeFileSync(join(folder, TYPES), bytes);
  return { ...facts, trimmed: { sha256: sha256(bytes), bytes: bytes.length, types, pointer_depth: POINTER_DEPTH } };
}

const writeFacts = (path: string, value: unknown, depth: number) => writeFileSync(path, `${printJson(value, depth)}\n`);

/** Takes the types out of releases that a newer one has overtaken. */
function retireTypes(newest: string, content: string): void {
  for (const release of releasesIn(content)) {
    const [types, origin] = [join(content, release, TYPES), join(content, release, PROVENANCE)];
    if (release === newest || !existsSync(types) || !existsSync(origin)) continue;
    rmSync(types);
    const { trimmed: _, ...facts } = JSON.parse(readFileSync(origin, "utf8")) as ProvenanceFile;
    writeFacts(origin, facts, MEMBER_DEPTH);
  }
}

/** `7.3.4+deb13-amd64` and `7.3-rc1` are of 7.3. */
const isRelease = (version: string, release: string) => /^\d+\.\d+/.exec(version)?.[0] === release;

function importOne(files: KernelFiles, { content, cache }: ImportFolders, say: Say): void {
  const { release } = files;
  const kernel = readKernel(kernelElf(files.image), files.modules);
  if (!isRelease(kernel.version, release)) {
    throw new ImportError(`The kernel is ${kernel.version}, which is no ${release}`, "Name the release that it is of");
  }
  const [image] = files.packages;
  const source = image && fetchKernelSource(release, image, cache, say);
  const origin = provenance(files, kernel, source);
  const newest = isNewest(release, content);
  const folder = join(content, release);
  mkdirSync(folder, { recursive: true });
  writeFacts(join(folder, "kfuncs.json"), { release, kfuncs: kernel.kfuncs }, KFUNC_DEPTH);
  writeFacts(join(folder, "structs.json"), { release, structs: kernel.structs }, MEMBER_DEPTH);
  rmSync(join(folder, TYPES), { force: true });
  const facts = newest ? withTypes(origin, kernel, folder) : origin;
  writeFacts(join(folder, PROVENANCE), facts, MEMBER_DEPTH);
  if (newest) retireTypes(release, content);
  const counts = Object.entries(facts.kfuncs).map(([name, count]) => `${name} ${count}`);
  say(`${release}: ${kernel.version}, ${counted(Object.keys(kernel.kfuncs).length, "kfunc")} (${counts.join(", ")})`);
  if (facts.source) say(`  flags agree with the source ${facts.source.agree} times`);
  for (const each of facts.source?.differ ?? []) say(`  flags differ: ${each}`);
}

/**
 * The whole command: takes releases from Debian, or one kernel from a file, and writes `<content>/<release>/`. Returns the
 * exit code; what went wrong is printed in words.
 */
export function importKernel(args: readonly string[], folders: ImportFolders, say: Say): number {
  try {
    for (const kernel of kernelsOf(args, folders.cache, say)) importOne(kernel(), folders, say);
    return 0;
  } catch (error) {
    if (!(error instanceof ImportError || error instanceof KernelUnreadable)) throw error;
    say(`error: ${error.message}`);
    say(`  help: ${error instanceof ImportError ? error.help : "Report this kernel"}`);
    return 1;
  }
}
