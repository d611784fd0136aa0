import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DebianPackage } from "../../core/facts/provenance-file.ts";
import { SOURCE_LINES } from "../../core/kernel-binary/source-flags.ts";
import { DebianArchive } from "./debian-archive.ts";
import { ImportError } from "./import-error.ts";
import { sha256 } from "./kernel-files.ts";
import { unpackPackage } from "./unpack-package.ts";

/** What a kernel's source says of flags, and the package that it is in. */
export interface KernelSource {
  readonly package: DebianPackage;
  /** Lines of its C files, as `readSource` takes them. */
  readonly lines: string;
}

interface Kept extends KernelSource {
  /** Of the lines. */
  readonly digest: string;
}

/**
 * One run of tar and grep: the source is 1.5 GB of text and nothing of it is written. `tools` and `Documentation` have flags
 * of their own that no kernel is built with.
 */
const SCRIPT = `set -o pipefail
tar -xJOf "$1" --wildcards --exclude='*/tools/*' --exclude='*/Documentation/*' '*.[ch]' | grep -aE -A3 "$2"`;

const LARGEST = 16 << 20;

function linesOf(tarball: string): string {
  const { status, stdout, stderr } = spawnSync("bash", ["-c", SCRIPT, "bash", tarball, SOURCE_LINES], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
    maxBuffer: LARGEST,
  });
  if (status === 0) return stdout;
  throw new ImportError(`The kernel's source can't be read: ${stderr}`, "Install bash, tar, xz-utils and grep");
}

function readKept(path: string, version: string): KernelSource | undefined {
  try {
    const { package: from, lines, digest } = JSON.parse(readFileSync(path, "utf8")) as Kept;
    return from.version === version && sha256(Buffer.from(lines)) === digest ? { package: from, lines } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What the source that a kernel was built from says of its kfuncs' flags; undefined where the archive does not have it. Kept in
 * `<cache>/full-kernels/<release>.source.json`.
 */
export function fetchKernelSource(
  release: string,
  kernel: DebianPackage,
  cache: string,
  say: (line: string) => void,
): KernelSource | undefined {
  const path = join(cache, "full-kernels", `${release}.source.json`);
  const kept = readKept(path, kernel.version);
  if (kept) return kept;
  mkdirSync(join(cache, "debian"), { recursive: true });
  const folder = mkdtempSync(join(cache, "debian", "source-"));
  try {
    const archive = new DebianArchive(join(cache, "debian"));
    const found = archive.findBeside({ ...kernel, name: kernel.package }, `linux-source-${release}`, "all");
    say(`downloading ${found.name} ${found.version}`);
    const from = unpackPackage(archive, found, folder);
    const [tarball] = globSync("usr/src/linux-source-*.tar.xz", { cwd: folder });
    if (tarball === undefined) throw new ImportError(`There is no source in ${found.name}`, "Try another release");
    say("reading flags in the kernel's source");
    const lines = linesOf(join(folder, tarball));
    const text: Kept = { package: from, lines, digest: sha256(Buffer.from(lines)) };
    writeFileSync(path, `${JSON.stringify(text)}\n`);
    return { package: from, lines };
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    say(`warning: flags are not compared with the source: ${error.message}`);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
