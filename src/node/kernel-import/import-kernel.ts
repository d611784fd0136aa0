import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ProvenanceFile } from "../../core/facts/provenance-file.ts";
import { KernelUnreadable } from "../../core/kernel-binary/kernel-unreadable.ts";
import { type ReadKernel, readKernel } from "../../core/kernel-binary/read-kernel.ts";
import { compareWithSource, readSource } from "../../core/kernel-binary/source-flags.ts";
import { compareVersions, versionPattern } from "../../core/spec/versions.ts";
import { fetchKernelFiles } from "./fetch-kernel-files.ts";
import { fetchKernelSource, type KernelSource } from "./fetch-kernel-source.ts";
import { ImportError } from "./import-error.ts";
import { type KernelFiles, sha256 } from "./kernel-files.ts";
import { kernelElf } from "./kernel-image.ts";
import { printJson } from "./print-json.ts";
import { registeringModules } from "./registering-modules.ts";
import { POINTER_DEPTH } from "./trim-roots.ts";
import { trimmedBtf } from "./trimmed-btf.ts";

/** Raised whenever the importer would write other bytes for the same kernel. */
const IMPORTER = 1;

const USAGE =
  "Usage: import-kernel <release, such as 7.3>… | <path of a vmlinuz or vmlinux> [--modules <folder>] <release>";

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

function readPath(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ImportError(`${path} can't be read: ${(error as Error).message}`, USAGE);
  }
}

const isFile = (path: string) => existsSync(path) && statSync(path).isFile();

/** Reads each kernel that the arguments name, when its turn comes. */
function kernelsOf(args: readonly string[], cache: string, say: Say): (() => KernelFiles)[] {
  const { positionals, modules } = parse(args);
  const [first = "", release = "", ...rest] = positionals;
  if (
    first !== "" &&
    modules === undefined &&
    positionals.every((each) => versionPattern.test(each) && !isFile(each))
  ) {
    return positionals.map((each) => () => fetchKernelFiles(each, cache, say));
  }
  if (rest.length > 0) throw new ImportError("Too many arguments", USAGE);
  if (first === "") throw new ImportError("There is nothing to import", USAGE);
  if (!versionPattern.test(release)) {
    const given = `${first} is neither a release nor a file`;
    throw new ImportError(isFile(first) ? "The release is missing" : given, USAGE);
  }
  return [
    () => ({
      release,
      image: readPath(first),
      modules: modules === undefined ? new Map() : registeringModules(modules),
      packages: [],
    }),
  ];
}

function parse(args: readonly string[]): { positionals: string[]; modules?: string } {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { modules: { type: "string" } },
      allowPositionals: true,
    });
    return { positionals, ...values };
  } catch (error) {
    throw new ImportError((error as Error).message, USAGE);
  }
}

function countKfuncs({ parts }: ReadKernel): Record<string, number> {
  return Object.fromEntries(parts.map(({ name, kfuncs }) => [name, kfuncs.length]));
}

function compareSource(release: string, { kfuncs }: ReadKernel, source: KernelSource) {
  return { ...source.package, ...compareWithSource(release, kfuncs, readSource(source.lines)) };
}

function provenance(files: KernelFiles, kernel: ReadKernel, source: KernelSource | undefined): ProvenanceFile {
  const [{ btf }] = kernel.parts;
  return {
    release: files.release,
    kernel: kernel.version,
    architecture: "amd64",
    importer: IMPORTER,
    packages: [...files.packages],
    image: { sha256: sha256(files.image), bytes: files.image.length },
    btf: { sha256: sha256(kernel.btfBytes), bytes: kernel.btfBytes.length, types: btf.types.length - 1 },
    kfuncs: countKfuncs(kernel),
    ...(source && { source: compareSource(files.release, kernel, source) }),
  };
}

/** Whether no other release in the folder is newer: its types are what examples are compiled with. */
function isNewest(release: string, content: string): boolean {
  const others = existsSync(content) ? readdirSync(content).filter((name) => versionPattern.test(name)) : [];
  return others.every((other) => compareVersions(other, release) <= 0);
}

function withTypes(facts: ProvenanceFile, kernel: ReadKernel, folder: string): ProvenanceFile {
  const { bytes, types } = trimmedBtf(kernel);
  writeFileSync(join(folder, TYPES), bytes);
  return {
    ...facts,
    trimmed: { sha256: sha256(bytes), bytes: bytes.length, types, pointer_depth: POINTER_DEPTH },
  };
}

function importOne(files: KernelFiles, { content, cache }: ImportFolders, say: Say): void {
  const { release } = files;
  const kernel = readKernel(kernelElf(files.image), files.modules);
  const folder = join(content, release);
  mkdirSync(folder, { recursive: true });
  const write = (name: string, value: unknown, depth: number) => {
    writeFileSync(join(folder, name), `${printJson(value, depth)}\n`);
  };
  write("kfuncs.json", { release, kfuncs: kernel.kfuncs }, KFUNC_DEPTH);
  write("structs.json", { release, structs: kernel.structs }, MEMBER_DEPTH);
  rmSync(join(folder, TYPES), { force: true });
  const [image] = files.packages;
  const source = image && fetchKernelSource(release, image, cache, say);
  const facts = provenance(files, kernel, source);
  write(PROVENANCE, isNewest(release, content) ? withTypes(facts, kernel, folder) : facts, MEMBER_DEPTH);
  const counts = Object.entries(facts.kfuncs).map(([name, count]) => `${name} ${count}`);
  say(`${release}: ${kernel.version}, ${Object.keys(kernel.kfuncs).length} kfuncs (${counts.join(", ")})`);
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
