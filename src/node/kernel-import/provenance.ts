import type { ProvenanceFile } from "../../core/facts/provenance-file.ts";
import type { ReadKernel } from "../../core/kernel-binary/read-kernel.ts";
import { compareWithSource, readSource } from "../../core/kernel-binary/source-flags.ts";
import type { KernelSource } from "./fetch-kernel-source.ts";
import { type KernelFiles, sha256 } from "./kernel-files.ts";

/** Raised whenever the importer would write other bytes for the same kernel. */
const IMPORTER = 5;

function countKfuncs({ parts }: ReadKernel): Record<string, number> {
  return Object.fromEntries(parts.map(({ name, kfuncs }) => [name, kfuncs.length]));
}

function compareSource(release: string, { kfuncs }: ReadKernel, source: KernelSource) {
  return { ...source.package, ...compareWithSource(release, kfuncs, readSource(source.lines)) };
}

/** What `provenance.json` says, but for the types that are left: the same kernel, the same text. */
export function provenance(files: KernelFiles, kernel: ReadKernel, source: KernelSource | undefined): ProvenanceFile {
  const [{ btf }] = kernel.parts;
  return {
    release: files.release,
    kernel: kernel.version,
    architecture: "amd64",
    importer: IMPORTER,
    packages: [...files.packages],
    image: { sha256: sha256(files.image), bytes: files.image.length },
    btf: { sha256: sha256(kernel.btfBytes), bytes: kernel.btfBytes.length, types: btf.types.length - 1 },
    kfuncs: countKfuncs(kernel),
    ...(source && { source: compareSource(files.release, kernel, source) }),
  };
}
