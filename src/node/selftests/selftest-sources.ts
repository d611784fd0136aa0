import { copyFileSync, globSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DebianPackage } from "../../core/facts/provenance-file.ts";
import { contentKey } from "../cache/content-key.ts";
import { DebianArchive } from "../kernel-import/debian-archive.ts";
import { ImportError } from "../kernel-import/import-error.ts";
import { runTool } from "../kernel-import/run-tool.ts";
import { unpackPackage } from "../kernel-import/unpack-package.ts";

/** The kernel's own tests of BPF with the headers that they include, unpacked in the cache. Nothing of it leaves there. */
export interface SelftestSources {
  /** Laid out as the kernel's source. */
  readonly kernel: string;
  /** Holds the vmlinux.h of the whole kernel. */
  readonly include: string;
}

/** Of the source, what the tests are compiled from; the rest is 1.5 GB. For tar a star stands for folders, too. */
const wanted = [
  "tools/testing/selftests/bpf/progs/*",
  "tools/testing/selftests/bpf/test_kmods/*",
  "tools/testing/selftests/bpf/*.h",
  "tools/include/*",
  "tools/lib/bpf/*.h",
];

/** Where the tests stand in the source. */
export const SELFTESTS = "tools/testing/selftests/bpf";

function findOne(folder: string, pattern: string, name: string): string {
  const [found] = globSync(pattern, { cwd: folder });
  if (found !== undefined) return join(folder, found);
  throw new ImportError(`The package ${name} holds no ${pattern}`, "Try another release");
}

type Say = (line: string) => void;

/** Unpacks both packages below a folder of their own. */
function fetchInto(folder: string, kernel: DebianPackage, release: string, cache: string, say: Say): void {
  const archive = new DebianArchive(join(cache, "debian"));
  archive.find(release);
  const beside = (name: string, architecture?: string) => {
    const found = archive.findBeside({ ...kernel, name: kernel.package }, name, architecture);
    say(`downloading ${found.name} ${found.version}`);
    const unpacked = mkdtempSync(join(folder, "package-"));
    unpackPackage(archive, found, unpacked);
    return unpacked;
  };
  const types = beside("linux-bpf-dev");
  mkdirSync(join(folder, "include"));
  const header = findOne(types, "usr/include/*/linux/bpf/vmlinux.h", "linux-bpf-dev");
  copyFileSync(header, join(folder, "include", "vmlinux.h"));
  const source = beside(`linux-source-${release}`, "all");
  const tarball = findOne(source, "usr/src/linux-source-*.tar.xz", `linux-source-${release}`);
  say("unpacking the tests");
  mkdirSync(join(folder, "kernel"));
  const patterns = wanted.map((pattern) => `*/${pattern}`);
  const options = ["-xJf", tarball, "-C", join(folder, "kernel"), "--strip-components=1", "--wildcards"];
  runTool("tar", [...options, ...patterns], folder);
  for (const each of [types, source]) rmSync(each, { recursive: true });
}

/**
 * The tests that belong to a kernel, from Debian's packages of the same version. Kept in `<cache>/selftests`. Throws
 * `ImportError`.
 */
export function fetchSelftests(kernel: DebianPackage, release: string, cache: string, say: Say): SelftestSources {
  const path = join(cache, "selftests", `${kernel.version}-${contentKey(wanted).slice(0, 8)}`);
  const sources = { kernel: join(path, "kernel"), include: join(path, "include") };
  if (globSync("kernel/tools", { cwd: path }).length > 0) return sources;
  mkdirSync(dirname(path), { recursive: true });
  const folder = mkdtempSync(join(dirname(path), "fetched-"));
  try {
    fetchInto(folder, kernel, release, cache, say);
    rmSync(path, { recursive: true, force: true });
    renameSync(folder, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return sources;
}
