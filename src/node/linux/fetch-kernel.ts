import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Flavour } from "../kernel-import/debian-archive.ts";
import { withDebianKernel } from "../kernel-import/debian-kernel.ts";
import { ImportError } from "../kernel-import/import-error.ts";
import { sha256 } from "../kernel-import/kernel-files.ts";
import { NoSuchRelease } from "../kernel-import/no-such-release.ts";
import type { LinuxKernel } from "./job.ts";
import { allModules, guestModules, wantedModules } from "./kernel-modules.ts";
import { imageVersion } from "./kernel-version.ts";
import { LinuxUnavailable } from "./linux-unavailable.ts";
import { NoSuchKernel } from "./no-such-kernel.ts";
import { pvhImage } from "./pvh-image.ts";

const releasePattern = /^\d+\.\d+$/;
const IMAGE = "vmlinuz";
const UNPACKED = "vmlinux";
const FACTS = "kernel.json";
const MODULES = "modules";

/** What `kernel.json` says beside the image: a kernel without the places of its files, which are beside it. */
type KernelFacts = Omit<LinuxKernel, "image" | "unpacked" | "modules"> & {
  /** Digest of the unpacked kernel; absent where there is none. */
  readonly unpackedSha256?: string;
  /** What was looked for among the package's modules: where a later kfdoc wants more of them, they are fetched anew. */
  readonly wanted: readonly string[];
  /** Names of the files below `modules`, in the order in which they are loaded, and their digests. */
  readonly modules: readonly { readonly name: string; readonly sha256: string }[];
};

/** Which of a release's kernels is wanted. */
export interface KernelChoice {
  /** `cloud-amd64` where nothing is said. */
  readonly flavour?: Flavour;
  /** Names of modules that are kept beyond those of every guest. */
  readonly modules?: readonly string[];
}

const usualFlavour: Flavour = "cloud-amd64";

function asKernel(folder: string, { modules, wanted: _, unpackedSha256, ...facts }: KernelFacts): LinuxKernel {
  return {
    ...facts,
    image: join(folder, IMAGE),
    ...(unpackedSha256 && { unpacked: join(folder, UNPACKED) }),
    modules: modules.map(({ name }) => join(folder, MODULES, name)),
  };
}

/** The kernel in a folder of the cache, if every file there is as it was unpacked, and every module that is wanted now. */
export function readKept(folder: string, modules: readonly string[] = []): LinuxKernel | undefined {
  try {
    const facts = JSON.parse(readFileSync(join(folder, FACTS), "utf8")) as KernelFacts;
    const isWhole = (path: string, digest: string) => sha256(readFileSync(path)) === digest;
    return [...wantedModules, ...modules].every((name) => facts.wanted.includes(name)) &&
      isWhole(join(folder, IMAGE), facts.sha256) &&
      (!facts.unpackedSha256 || isWhole(join(folder, UNPACKED), facts.unpackedSha256)) &&
      facts.modules.every((module) => isWhole(join(folder, MODULES, module.name), module.sha256))
      ? asKernel(folder, facts)
      : undefined;
  } catch {
    return undefined;
  }
}

interface UnpackedKernel {
  readonly release: string;
  readonly image: Buffer;
  /** What was looked for among its modules, and what was found. */
  readonly wanted: readonly string[];
  readonly modules: ReadonlyMap<string, Uint8Array>;
  readonly package?: LinuxKernel["package"];
}

/** Writes the folder whole or not at all. */
function keep(
  folder: string,
  { release, image, wanted, modules, package: from }: UnpackedKernel,
  version: string,
): LinuxKernel {
  mkdirSync(dirname(folder), { recursive: true });
  const next = mkdtempSync(`${folder}.`);
  mkdirSync(join(next, MODULES));
  const files = [...modules].map(([name, bytes]) => ({ name: `${name}.ko`, bytes }));
  for (const { name, bytes } of files) writeFileSync(join(next, MODULES, name), bytes);
  writeFileSync(join(next, IMAGE), image);
  const unpacked = pvhImage(image);
  if (unpacked) writeFileSync(join(next, UNPACKED), unpacked);
  const facts: KernelFacts = {
    release,
    version,
    sha256: sha256(image),
    ...(unpacked && { unpackedSha256: sha256(unpacked) }),
    ...(from && { package: from }),
    wanted,
    modules: files.map(({ name, bytes }) => ({ name, sha256: sha256(bytes) })),
  };
  writeFileSync(join(next, FACTS), `${JSON.stringify(facts, undefined, 2)}\n`);
  rmSync(folder, { recursive: true, force: true });
  renameSync(next, folder);
  return asKernel(folder, facts);
}

type Say = (line: string) => void;

const fromDebian = (release: string, cache: string, say: Say, choice: Required<KernelChoice>): UnpackedKernel =>
  withDebianKernel(release, choice.flavour, cache, say, ({ packages: [first], image, modules }) => {
    const { package: name, version, suite, sha256: digest } = first;
    const wanted = allModules(choice.modules);
    return {
      release,
      image: readFileSync(image),
      wanted,
      modules: guestModules(modules, wanted),
      package: { name, version, suite, sha256: digest },
    };
  });

const BY_HAND =
  "Kernels come from Debian's archive, by apt-get and dpkg-deb and over the network; one that is here already is named by its path.";
const NO_BZIMAGE = "Give the path of a vmlinuz for x86-64 (a bzImage), or a release such as 7.3";

/** Modules of a kernel that somebody built or installed: beside the image as packages have it, or where the system has its own. */
function moduleFolder(image: string, version: string): string | undefined {
  const folders = [dirname(image), ...["/lib", "/usr/lib"].map((folder) => join(folder, "modules", version))];
  return folders.map((folder) => join(folder, "kernel")).find(existsSync);
}

function fromFile(path: string, further: readonly string[]): UnpackedKernel {
  const image = readFileSync(path);
  const version = imageVersion(image);
  const release = /^\d+\.\d+/.exec(version ?? "")?.[0];
  if (version === undefined || release === undefined) throw new LinuxUnavailable(`${path} is no vmlinuz`, NO_BZIMAGE);
  const modules = moduleFolder(path, version);
  const wanted = allModules(further);
  return { release, image, wanted, modules: modules ? guestModules(modules, wanted) : new Map() };
}

function keepVersioned(folder: string, unpacked: UnpackedKernel): LinuxKernel {
  const version = imageVersion(unpacked.image);
  if (version === undefined) throw new LinuxUnavailable("The kernel does not say its version", NO_BZIMAGE);
  return keep(folder, unpacked, version);
}

/** What the archive lacks or apt can't do, as what keeps a guest from being started. */
export function inWords<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    const Unavailable = error instanceof NoSuchRelease ? NoSuchKernel : LinuxUnavailable;
    throw new Unavailable(error.message, `${error.help}. ${BY_HAND}`);
  }
}

/**
 * The newest kernel of a release in the Debian archive that apt is set up for, or the one in a file, with the modules that
 * the guest needs. Nothing is installed; it is unpacked once into `<cache>/kernels/<release>`, where `kernel.json` holds
 * package, version and digests (`<release>-<flavour>` where it is not the one for clouds). To take a newer one, remove that
 * folder. Throws `LinuxUnavailable`.
 */
export function fetchKernel(
  wanted: string,
  cache: string,
  say: Say = () => {},
  { flavour = usualFlavour, modules = [] }: KernelChoice = {},
): LinuxKernel {
  const isFile = existsSync(wanted) && statSync(wanted).isFile();
  if (!isFile && !releasePattern.test(wanted)) {
    throw new NoSuchKernel(`${wanted} is neither a release nor a file`, NO_BZIMAGE);
  }
  const kernels = resolve(cache, "kernels");
  return inWords(() => {
    if (isFile) {
      const unpacked = fromFile(resolve(wanted), modules);
      return keepVersioned(join(kernels, `file-${sha256(unpacked.image).slice(0, 16)}`), unpacked);
    }
    const folder = join(kernels, flavour === usualFlavour ? wanted : `${wanted}-${flavour}`);
    const fetch = () => fromDebian(wanted, resolve(cache), say, { flavour, modules });
    return readKept(folder, modules) ?? keepVersioned(folder, fetch());
  });
}
