import { createHash } from "node:crypto";
import type { DebianPackage } from "../../core/facts/provenance-file.ts";

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
