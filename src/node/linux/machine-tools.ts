import { existsSync } from "node:fs";
import { join } from "node:path";
import { findCommand } from "../clang/find-clang.ts";

/** Folders of programs that only root has in PATH. */
const systemFolders = ["/usr/sbin", "/sbin", "/usr/local/sbin"];

function find(variable: string, names: readonly string[], environment: NodeJS.ProcessEnv): string | undefined {
  const chosen = environment[variable];
  const PATH = [environment.PATH, ...systemFolders].filter(Boolean).join(":");
  for (const name of chosen ? [chosen] : names) {
    const path = findCommand(name, { PATH });
    if (path) return path;
  }
  return undefined;
}

/** The absolute path of QEMU for x86-64; `$QEMU` excludes all others. */
export const findQemu = (environment: NodeJS.ProcessEnv = process.env) =>
  find("QEMU", ["qemu-system-x86_64"], environment);

/** The absolute path of busybox; `$BUSYBOX` excludes all others. It need not be static. */
export const findBusybox = (environment: NodeJS.ProcessEnv = process.env) =>
  find("BUSYBOX", ["busybox", "busybox.static"], environment);

/** The absolute path of iproute2's ip; `$IPROUTE` excludes all others. */
export const findIp = (environment: NodeJS.ProcessEnv = process.env) => find("IPROUTE", ["ip"], environment);

export const findXz = (environment: NodeJS.ProcessEnv = process.env) => find("XZ", ["xz"], environment);

const libraryFolders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/lib64", "/usr/local/lib"];

/** Libraries that the agent is linked with, in the order in which the linker takes them. */
const neededLibraries = ["libbpf.a", "libelf.a", "libz.a"] as const;
/** libelf.a needs it from elfutils 0.189 on; Debian installs it with that. */
const furtherLibraries = ["libzstd.a"] as const;

/** The paths of the static libraries, or the names of those that are missing; `$LIBBPF_LIB` names their folder. */
export function findStaticLibraries(
  environment: NodeJS.ProcessEnv = process.env,
): { readonly paths: readonly string[] } | { readonly missing: readonly string[] } {
  const folders = environment.LIBBPF_LIB ? [environment.LIBBPF_LIB, ...libraryFolders] : libraryFolders;
  const find = (name: string) => folders.map((folder) => join(folder, name)).find(existsSync);
  const missing = neededLibraries.filter((name) => find(name) === undefined);
  if (missing.length > 0) return { missing };
  return { paths: [...neededLibraries, ...furtherLibraries].map(find).filter((path) => path !== undefined) };
}
