import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { DebianPackage } from "../../core/facts/provenance-file.ts";
import { DebianArchive, type KernelPackage } from "./debian-archive.ts";
import { ImportError } from "./import-error.ts";
import { keepFiles, readKeptFiles } from "./kept-files.ts";
import type { KernelFiles } from "./kernel-files.ts";
import { registeringModules } from "./registering-modules.ts";
import { unpackPackage } from "./unpack-package.ts";

/** Below `boot` before v6.19, then beside the modules. */
const imagePatterns = ["boot/vmlinuz-*", "usr/lib/modules/*/vmlinuz*", "lib/modules/*/vmlinuz*"];
const modulePatterns = ["usr/lib/modules/*/kernel", "lib/modules/*/kernel"];

function findOne(folder: string, patterns: readonly string[]): string | undefined {
  const [found] = globSync([...patterns], { cwd: folder });
  return found === undefined ? undefined : join(folder, found);
}

function unpackKernel(archive: DebianArchive, found: KernelPackage, folder: string, say: Say): DebianPackage[] {
  say(`downloading ${found.name} ${found.version} from ${found.suite}`);
  const packages = [unpackPackage(archive, found, folder)];
  if (findOne(folder, modulePatterns) !== undefined) return packages;
  const modules = archive.findModules(found);
  say(`downloading ${modules.name}`);
  return [...packages, unpackPackage(archive, modules, folder)];
}

type Say = (line: string) => void;

function fromDebian(release: string, cache: string, say: Say): KernelFiles {
  const archive = new DebianArchive(join(cache, "debian"));
  say(`looking for the newest kernel ${release} in Debian`);
  const found = archive.find(release);
  const folder = mkdtempSync(join(cache, "debian", "unpacked-"));
  try {
    const packages = unpackKernel(archive, found, folder, say);
    const [image, modules] = [findOne(folder, imagePatterns), findOne(folder, modulePatterns)];
    if (!image || !modules)
      throw new ImportError(`There is no kernel in ${basename(found.name)}`, "Try another release");
    say("looking for modules with kfuncs");
    return { release, packages, image: readFileSync(image), modules: registeringModules(modules) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The newest full kernel of a release in the Debian archive that apt is set up for: its image and the modules that register
 * kfuncs. Nothing is installed; the files are kept in `<cache>/full-kernels/<release>` with their digests. To take a newer
 * one, remove that folder.
 */
export function fetchKernelFiles(release: string, cache: string, say: Say): KernelFiles {
  const folder = join(cache, "full-kernels", release);
  const kept = readKeptFiles(folder);
  if (kept) return kept;
  mkdirSync(join(cache, "debian"), { recursive: true });
  const files = fromDebian(release, cache, say);
  keepFiles(folder, files);
  return files;
}
