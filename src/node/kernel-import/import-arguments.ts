import { existsSync, readFileSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { versionPattern } from "../../core/spec/versions.ts";
import { fetchKernelFiles } from "./fetch-kernel-files.ts";
import { ImportError } from "./import-error.ts";
import type { KernelFiles } from "./kernel-files.ts";
import { registeringModules } from "./registering-modules.ts";

const USAGE =
  "Usage: import-kernel <release, such as 7.3>… | <path of a vmlinuz or vmlinux> [--modules <folder>] <release>";

type Say = (line: string) => void;

function readPath(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ImportError(`${path} can't be read: ${(error as Error).message}`, USAGE);
  }
}

const isFile = (path: string) => existsSync(path) && statSync(path).isFile();

/** Reads each kernel that the arguments name, when its turn comes: releases from Debian, or one from a file. */
export function kernelsOf(args: readonly string[], cache: string, say: Say): (() => KernelFiles)[] {
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
