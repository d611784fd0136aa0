import { globSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DebianPackage } from "../../core/facts/provenance-file.ts";
import { DebianArchive, type Flavour, type KernelPackage } from "./debian-archive.ts";
import { ImportError } from "./import-error.ts";
import { unpackPackage } from "./unpack-package.ts";

/** A kernel of Debian's archive while it lies unpacked. */
export interface DebianKernel {
  /** That of the image, and that of the modules where they are apart. */
  readonly packages: readonly [DebianPackage, ...DebianPackage[]];
  /** Path of the vmlinuz. */
  readonly image: string;
  /** The folder that holds the modules. */
  readonly modules: string;
}

type Say = (line: string) => void;

/** Below `boot` before v6.19, then beside the modules. */
const imagePatterns = ["boot/vmlinuz-*", "usr/lib/modules/*/vmlinuz*", "lib/modules/*/vmlinuz*"];
const modulePatterns = ["usr/lib/modules/*/kernel", "lib/modules/*/kernel"];

function findOne(folder: string, patterns: readonly string[]): string | undefined {
  const [found] = globSync([...patterns], { cwd: folder });
  return found === undefined ? undefined : join(folder, found);
}

function unpackKernel(archive: DebianArchive, found: KernelPackage, folder: string, say: Say): DebianKernel {
  say(`downloading ${found.name} ${found.version} from ${found.suite}`);
  const packages: [DebianPackage, ...DebianPackage[]] = [unpackPackage(archive, found, folder)];
  if (findOne(folder, modulePatterns) === undefined) {
    const modules = archive.findModules(found);
    say(`downloading ${modules.name}`);
    packages.push(unpackPackage(archive, modules, folder));
  }
  const [image, modules] = [findOne(folder, imagePatterns), findOne(folder, modulePatterns)];
  if (image && modules) return { packages, image, modules };
  throw new ImportError(`There is no kernel in ${found.name}`, "Try another release");
}

/**
 * Downloads the newest kernel of a release and flavour, and unpacks it below `<cache>/debian` until `read` is done with it.
 * Throws `ImportError`.
 */
export function withDebianKernel<Result>(
  release: string,
  flavour: Flavour,
  cache: string,
  say: Say,
  read: (kernel: DebianKernel) => Result,
): Result {
  const lists = join(cache, "debian");
  mkdirSync(lists, { recursive: true });
  const archive = new DebianArchive(lists);
  say(`looking for the newest kernel ${release} in Debian`);
  const found = archive.find(release, flavour);
  const folder = mkdtempSync(join(lists, "unpacked-"));
  try {
    return read(unpackKernel(archive, found, folder, say));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
