import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Btf } from "../../core/btf/btf.ts";
import { kfuncIds } from "../../core/btf/kfunc-ids.ts";
import { readBtf } from "../../core/btf/read-btf.ts";
import { trimBtf } from "../../core/btf/trim-btf.ts";
import { writeBtf } from "../../core/btf/write-btf.ts";
import { printDiagnostic } from "../../core/diagnostics/code-frame.ts";
import { DebianArchive, type KernelPackage } from "./debian-archive.ts";
import { ImportError } from "./import-error.ts";
import { kernelBtf } from "./kernel-image.ts";
import { runTool } from "./run-tool.ts";
import { POINTER_DEPTH, trimRoots } from "./trim-roots.ts";

const USAGE = "Usage: import-kernel <release, such as 7.3> | <path of a vmlinuz, vmlinux or BTF file> <release>";
const releasePattern = /^\d+\.\d+$/;

/** What a kernel's BTF was taken from. */
interface KernelSource {
  readonly release: string;
  readonly image: Buffer;
  /** Absent for a file that was given by its path. */
  readonly package?: KernelPackage & { readonly sha256: string };
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function readFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ImportError(`${path} can't be read: ${(error as Error).message}`, USAGE);
  }
}

/** The image in an unpacked package: below `boot` before v6.19, then beside the modules. */
function findImage(folder: string): string {
  const [image] = globSync(["boot/vmlinuz-*", "usr/lib/modules/*/vmlinuz*", "lib/modules/*/vmlinuz*"], { cwd: folder });
  if (image === undefined) throw new ImportError(`There is no vmlinuz in ${basename(folder)}`, "Try another release");
  return join(folder, image);
}

function fromDebian(release: string, cache: string, say: (line: string) => void): KernelSource {
  const archive = new DebianArchive(cache);
  say(`looking for the newest kernel ${release} in Debian`);
  const found = archive.find(release);
  say(`downloading ${found.name} ${found.version} from ${found.suite}`);
  const deb = archive.download(found);
  const folder = deb.replace(/\.deb$/, "");
  mkdirSync(folder, { recursive: true });
  runTool("dpkg-deb", ["-x", deb, folder], cache);
  return { release, image: readFile(findImage(folder)), package: { ...found, sha256: sha256(readFile(deb)) } };
}

function findSource(args: readonly string[], cache: string, say: (line: string) => void): KernelSource {
  const [first = "", release, ...rest] = args;
  const isFile = existsSync(first) && statSync(first).isFile();
  if (rest.length > 0) throw new ImportError("Too many arguments", USAGE);
  if (!isFile && releasePattern.test(first) && release === undefined) return fromDebian(first, cache, say);
  if (release === undefined || !releasePattern.test(release)) {
    const given = first === "" ? "There is nothing to import" : `${first} is neither a release nor a file`;
    throw new ImportError(isFile ? "The release is missing" : given, USAGE);
  }
  return { release, image: readFile(first) };
}

function parse(bytes: Uint8Array): Btf {
  const { value, diagnostics } = readBtf(bytes, "vmlinux.btf");
  if (value) return value;
  throw new ImportError(diagnostics.map((each) => printDiagnostic(each)).join("\n"), "Report this kernel");
}

function countKinds(btf: Btf): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of btf.types) counts[kind] = (counts[kind] ?? 0) + 1;
  delete counts.void;
  return Object.fromEntries(Object.entries(counts).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** What `provenance.json` says: where the types come from and what was left of them. The same kernel, the same text. */
function provenance(source: KernelSource, full: Btf, fullBytes: Uint8Array, trimmed: Btf, bytes: Uint8Array) {
  const { name, version, suite, sha256: digest } = source.package ?? {};
  return {
    release: source.release,
    ...(name === undefined ? {} : { package: name, version, suite, architecture: "amd64", sha256: digest }),
    btf: { sha256: sha256(fullBytes), bytes: fullBytes.length, types: full.types.length - 1 },
    trim: { pointerDepth: POINTER_DEPTH },
    trimmed: {
      sha256: sha256(bytes),
      bytes: bytes.length,
      types: trimmed.types.length - 1,
      kfuncs: kfuncIds(trimmed).length,
      kinds: countKinds(trimmed),
    },
  };
}

function importFrom(source: KernelSource, content: string, say: (line: string) => void): void {
  const fullBytes = kernelBtf(source.image);
  const full = parse(fullBytes);
  const bytes = writeBtf(trimBtf(full, { roots: trimRoots(full), pointerDepth: POINTER_DEPTH }));
  const trimmed = parse(bytes);
  const folder = join(content, source.release);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "vmlinux.btf"), bytes);
  const facts = provenance(source, full, fullBytes, trimmed, bytes);
  writeFileSync(join(folder, "provenance.json"), `${JSON.stringify(facts, undefined, 2)}\n`);
  const { btf, trimmed: left } = facts;
  say(
    `${source.release}: ${left.types} of ${btf.types} types, ${left.bytes} of ${btf.bytes} bytes, ${left.kfuncs} kfuncs`,
  );
}

/** The folders that an import works in. */
export interface ImportFolders {
  /** For downloads. */
  readonly cache: string;
  /** `content/kernels` */
  readonly content: string;
}

/**
 * The whole command: takes a release from Debian, or a file, and writes `<content>/<release>/vmlinux.btf` and
 * `provenance.json`. Returns the exit code; what went wrong is printed in words.
 */
export function importKernel(args: readonly string[], folders: ImportFolders, say: (line: string) => void): number {
  try {
    importFrom(findSource(args, folders.cache, say), folders.content, say);
    return 0;
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    say(`error: ${error.message}`);
    say(`  help: ${error.help}`);
    return 1;
  }
}
