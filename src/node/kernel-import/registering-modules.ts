import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readModule } from "../linux/kernel-modules.ts";
import { findXz } from "../linux/machine-tools.ts";
import { moduleName } from "../linux/module-closure.ts";
import { ImportError } from "./import-error.ts";

/** A module that imports this may have kfuncs. */
const REGISTER = Buffer.from("\0register_btf_kfunc_id_set\0");

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
    const bytes = readModule(path);
    if (bytes?.includes(REGISTER)) yield [nameOf(path), bytes];
  }
}

/** The modules below a folder that register kfuncs, unpacked, in the order of their names. */
export function registeringModules(folder: string): Map<string, Buffer> {
  const paths = globSync("**/*.ko*", { cwd: folder })
    .sort()
    .map((path) => join(folder, path));
  if (paths.length === 0)
    throw new ImportError(`There are no modules below ${folder}`, "Name the folder that holds them");
  const isXz = (path: string) => path.endsWith(".ko.xz");
  const packed = paths.filter(isXz);
  const others = registering(
    paths.filter((path) => !isXz(path)),
    moduleName,
  );
  const unpacked =
    packed.length === 0
      ? []
      : withUnpacked(packed, (names) => [...registering(names, (path) => moduleName(path).replace(/^\d+_/, ""))]);
  return new Map([...others, ...unpacked].sort(([left], [right]) => (left < right ? -1 : 1)));
}
