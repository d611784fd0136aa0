import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DebianPackage } from "../../core/facts/provenance-file.ts";
import { type KernelFiles, sha256 } from "./kernel-files.ts";

const IMAGE = "vmlinuz";
const INDEX = "files.json";

/** What `files.json` says of the files beside it. */
interface Index {
  readonly release: string;
  readonly packages: readonly DebianPackage[];
  readonly image: string;
  /** Digests by the modules' names. */
  readonly modules: Readonly<Record<string, string>>;
}

function readWhole(path: string, digest: string): Buffer {
  const bytes = readFileSync(path);
  if (sha256(bytes) !== digest) throw new Error(`${path} is not what was written`);
  return bytes;
}

/** The files of a kernel in a folder of the cache, if every one is as it was written. */
export function readKeptFiles(folder: string): KernelFiles | undefined {
  try {
    const { release, packages, image, modules } = JSON.parse(readFileSync(join(folder, INDEX), "utf8")) as Index;
    return {
      release,
      packages,
      image: readWhole(join(folder, IMAGE), image),
      modules: new Map(
        Object.entries(modules).map(([name, digest]) => [name, readWhole(join(folder, `${name}.ko`), digest)]),
      ),
    };
  } catch {
    return undefined;
  }
}

/** Writes the folder whole or not at all. */
export function keepFiles(folder: string, { release, packages, image, modules }: KernelFiles): void {
  mkdirSync(dirname(folder), { recursive: true });
  const next = mkdtempSync(`${folder}.`);
  writeFileSync(join(next, IMAGE), image);
  for (const [name, bytes] of modules) writeFileSync(join(next, `${name}.ko`), bytes);
  const digests = Object.fromEntries([...modules].map(([name, bytes]) => [name, sha256(bytes)]));
  const index: Index = { release, packages, image: sha256(image), modules: digests };
  writeFileSync(join(next, INDEX), `${JSON.stringify(index, undefined, 2)}\n`);
  rmSync(folder, { recursive: true, force: true });
  renameSync(next, folder);
}
