import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { findXz } from "../linux/machine-tools.ts";
import { moduleName } from "../linux/module-closure.ts";
import { ImportError } from "./import-error.ts";

/** A module that imports this may have kfuncs. */
const REGISTER = Buffer.from("\0register_btf_kfunc_id_set\0");
const LARGEST = 64 << 20;

const unpackers: Readonly<Record<string, (packed: Buffer) => Buffer>> = {
  ".ko": (bytes) => bytes,
  ".ko.zst": (packed) => zstdDecompressSync(packed, { maxOutputLength: LARGEST }),
  ".ko.gz": (packed) => gunzipSync(packed, { maxOutputLength: LARGEST }),
};

/**
 * Unpacks all files with one run of xz, through links in a folder that goes when `read` is done: a process for each of
 * four thousand modules would take minutes. Gives the paths of the unpacked files.
 */
function withUnpacked<Result>(paths: readonly string[], read: (paths: readonly string[]) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), "kfdoc-modules-"));
  try {
    const names = paths.map((path, index) => join(folder, `${index}-${moduleName(path)}.ko`));
    paths.forEach((path, index) => {
      symlinkSync(resolve(path), `${names[index]}.xz`);
    });
    const list = join(folder, "list");
    writeFileSync(list, names.map((name) => `${name}.xz\n`).join(""));
    const { status, error, stderr } = spawnSync(findXz() ?? "xz", ["-dfkq", `--files=${list}`], { encoding: "utf8" });
    if (status === 0) return read(names);
    throw new ImportError(`xz can't unpack the modules: ${error?.message ?? stderr}`, "Install xz-utils");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* registering(paths: readonly string[], nameOf: (path: string) => string): Generator<[string, Buffer]> {
  for (const path of paths) {
    const unpack = Object.entries(unpackers).find(([suffix]) => path.endsWith(suffix))?.[1];
    const bytes = unpack?.(readFileSync(path));
    if (bytes?.includes(REGISTER)) yield [nameOf(path), bytes];
  }
}

/** The modules below a folder that register kfuncs, unpacked, in the order of their names. */
export function registeringModules(folder: string): Map<string, Buffer> {
  const paths = globSync("**/*.ko*", { cwd: folder })
    .sort()
    .map((path) => join(folder, path));
  const packed = paths.filter((path) => path.endsWith(".ko.xz"));
  const others = registering(paths, moduleName);
  const unpacked =
    packed.length === 0
      ? []
      : withUnpacked(packed, (names) => [...registering(names, (path) => moduleName(path).replace(/^\d+_/, ""))]);
  return new Map([...others, ...unpacked].sort(([left], [right]) => (left < right ? -1 : 1)));
}
