import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { ImportError } from "./import-error.ts";
import { NoSuchRelease } from "./no-such-release.ts";
import { runTool } from "./run-tool.ts";

/** Where Debian keeps kernels, newest first. */
const suites = ["trixie-backports", "trixie", "bookworm-backports", "bookworm"] as const;

/** Apt's own client for one file. */
const APT_HELPER = "/usr/lib/apt/apt-helper";

/** A kernel package, and the folder whose apt lists hold it. */
export interface KernelPackage {
  readonly name: string;
  /** Of the package: `7.3.4-1~bpo13+1`. */
  readonly version: string;
  readonly suite: string;
  /**
   * Where it stands in the archive's pool, if the suite's list no longer names it: lists name the newest build of a source
   * package alone, but the kernels of older builds, which are signed one by one, stay in them.
   */
  readonly pool?: string;
}

/** The full kernel has the widest types; the one for clouds is small, with drivers for virtual machines only. */
export type Flavour = "amd64" | "cloud-amd64";

/** `linux-binary-7.3.4+deb13-amd64`; not one that is unsigned, for debugging or real-time. */
const kernelName = /^linux-(?<kind>binary|image)-(?<version>\d+\.\d+[^-]*(?:-\d+)?)-(?<flavour>(?:cloud-)?amd64)$/;

function numbersOf(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}

function compareNumbers(left: readonly number[], right: readonly number[]): number {
  const first = left.findIndex((number, index) => number !== right[index]);
  return first < 0 ? left.length - right.length : (left[first] ?? 0) - (right[first] ?? -1);
}

/**
 * The newest kernel of a release and flavour among package names. From 6.19 on the kernel stands in `linux-binary-…`, before in
 * `linux-image-…`, which later only depends on the other.
 */
export function newestKernel(
  names: readonly string[],
  release: string,
  flavour: Flavour = "amd64",
): string | undefined {
  const found = names.flatMap((name) => {
    const groups = kernelName.exec(name)?.groups;
    const version = groups?.version ?? "";
    if (groups?.flavour !== flavour) return [];
    if (version !== release && !version.startsWith(`${release}.`) && !version.startsWith(`${release}+`)) return [];
    return [{ name, numbers: numbersOf(version), isBinary: groups.kind === "binary" }];
  });
  found.sort((left, right) => {
    return compareNumbers(left.numbers, right.numbers) || Number(left.isBinary) - Number(right.isBinary);
  });
  return found.at(-1)?.name;
}

/** Every release, `major.minor`, of which there is a kernel of the flavour among package names; the newest first. */
export function releasesOf(names: readonly string[], flavour: Flavour = "amd64"): string[] {
  const releases = names.flatMap((name) => {
    const groups = kernelName.exec(name)?.groups;
    return groups?.flavour === flavour ? [numbersOf(groups.version ?? "").slice(0, 2)] : [];
  });
  const sorted = releases.sort((left, right) => compareNumbers(right, left)).map((numbers) => numbers.join("."));
  return [...new Set(sorted)];
}

/** Debian's archive through apt, with lists of its own in a folder, so that nothing of the system changes. */
export class DebianArchive {
  readonly #folder: string;
  /** Suites whose lists were fetched since the archive was opened. */
  readonly #updated = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The mirror that apt is set up for. */
  #site(): string {
    const format = "$(SITE) $(ORIGIN) $(LABEL) $(COMPONENT) $(CREATED_BY)";
    const lines = runTool("apt-get", ["indextargets", "--format", format], this.#folder).split("\n");
    const site = lines.find((line) => line.endsWith(" Debian Debian main Packages"))?.split(" ")[0];
    if (site) return site;
    throw new ImportError("apt is not set up for Debian's archive", "Give the path of a vmlinuz instead of a release");
  }

  #options(suite: string): string[] {
    const folder = join(this.#folder, suite);
    const options = {
      "Dir::Etc::sourcelist": join(folder, "sources.list"),
      "Dir::Etc::sourceparts": "/dev/null",
      "Dir::State::lists": join(folder, "lists"),
      "Dir::Cache": join(folder, "cache"),
      "APT::Architecture": "amd64",
      "APT::Sandbox::User": "root",
    };
    return Object.entries(options).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  }

  #update(suite: string, site: string): void {
    if (this.#updated.has(suite)) return;
    const folder = join(this.#folder, suite);
    for (const each of ["lists/partial", "cache/archives/partial"]) mkdirSync(join(folder, each), { recursive: true });
    writeFileSync(join(folder, "sources.list"), `deb ${site} ${suite} main\n`);
    runTool("apt-get", [...this.#options(suite), "-q", "-o", "APT::Update::Error-Mode=any", "update"], folder);
    this.#updated.add(suite);
  }

  /** The version of a package in a suite; undefined where it is only named there. */
  #versionOf(name: string, suite: string): string | undefined {
    try {
      const shown = runTool("apt-cache", [...this.#options(suite), "show", "--no-all-versions", name], this.#folder);
      return /^Version: (.+)$/m.exec(shown)?.[1];
    } catch {
      return undefined;
    }
  }

  /** The newest package of a release, in the first suite that has one. */
  find(release: string, flavour: Flavour = "amd64"): KernelPackage {
    mkdirSync(this.#folder, { recursive: true });
    const site = this.#site();
    const others: string[] = [];
    for (const suite of suites) {
      const listed = this.#kernelNames(suite, site);
      others.push(...listed);
      const name = newestKernel(listed, release, flavour);
      const version = name === undefined ? undefined : this.#versionOf(name, suite);
      if (name !== undefined && version !== undefined) return { name, version, suite };
    }
    const message = `Debian has no kernel ${release} for ${flavour} in ${suites.join(", ")}`;
    const known = releasesOf(others, flavour).join(", ");
    throw new NoSuchRelease(message, `Give a release that it has, ${known}, or the path of a vmlinuz`);
  }

  /** Names of all packages of a suite that may be kernels. */
  #kernelNames(suite: string, site: string): string[] {
    this.#update(suite, site);
    return runTool("apt-cache", [...this.#options(suite), "pkgnames", "linux-"], this.#folder).split("\n");
  }

  /** The newest release of which some suite has a kernel. */
  newestRelease(flavour: Flavour = "amd64"): string {
    mkdirSync(this.#folder, { recursive: true });
    const site = this.#site();
    const names = suites.flatMap((suite) => this.#kernelNames(suite, site));
    const [newest] = releasesOf(names, flavour);
    if (newest !== undefined) return newest;
    throw new ImportError(`Debian has no kernel for ${flavour} in ${suites.join(", ")}`, "Give the path of a vmlinuz");
  }

  /** The package with the modules of a kernel whose own has none. */
  findModules(kernel: KernelPackage): KernelPackage {
    return this.findBeside(kernel, kernel.name.replace(/^linux-(binary|image)-/, "linux-modules-"));
  }

  /** A package that was built with a kernel: in its suite's list, or else in the pool, if it is there at all. */
  findBeside({ suite, version }: KernelPackage, name: string, architecture = "amd64"): KernelPackage {
    if (this.#versionOf(name, suite) === version) return { name, version, suite };
    return { name, version, suite, pool: `pool/main/l/linux/${name}_${version}_${architecture}.deb` };
  }

  /** Downloads the package; apt holds one that is listed against the signed list. Returns the path of the file. */
  download({ name, version, suite, pool }: KernelPackage): string {
    const folder = join(this.#folder, suite, "packages", name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    if (pool === undefined) {
      runTool("apt-get", [...this.#options(suite), "-q", "download", `${name}=${version}`], folder);
    } else {
      runTool(APT_HELPER, ["download-file", `${this.#site()}/${pool}`, join(folder, basename(pool))], folder);
    }
    const file = readdirSync(folder).find((each) => each.endsWith(".deb"));
    if (!file) throw new ImportError(`apt-get has not downloaded ${name}`, "Try again");
    return join(folder, file);
  }
}
