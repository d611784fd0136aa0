import { createHash } from "node:crypto";

/** A package as `provenance.json` names it. */
export interface DebianPackage {
  readonly package: string;
  readonly version: string;
  readonly suite: string;
  /** Of the .deb. */
  readonly sha256: string;
}

/** What one kernel is read from. */
export interface KernelFiles {
  readonly release: string;
  /** A bzImage or an ELF file. */
  readonly image: Buffer;
  /** Those that register kfuncs, unpacked, by name. */
  readonly modules: ReadonlyMap<string, Buffer>;
  /** Empty for a kernel that was given by its path. */
  readonly packages: readonly DebianPackage[];
}

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
