import { z } from "zod";
import { versionPattern } from "../spec/versions.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in hexadecimal");

const debianPackage = z.strictObject({
  package: z.string(),
  /** Of the package: `7.3.4-1~bpo13+1`. */
  version: z.string(),
  suite: z.string(),
  /** Of the .deb. */
  sha256,
  /** Set where the suite's signed list no longer names the package, so that only this digest says what it was. */
  unlisted: z.literal(true).exactOptional(),
});

/** Where the facts of one release come from: `content/kernels/<release>/provenance.json`. */
export const provenanceFileSchema = z.strictObject({
  release: z.string().regex(versionPattern),
  /** As the kernel names itself: `7.3.4+deb13-amd64`. */
  kernel: z.string(),
  architecture: z.literal("amd64"),
  /** Raised whenever the importer would write other bytes for the same kernel. */
  importer: z.number().int().min(1),
  /** The image and, where it is apart, the modules; absent for a kernel given by its path. */
  packages: z.array(debianPackage),
  /** Of the image that was read. */
  image: z.strictObject({ sha256, bytes: z.number().int() }),
  /** Of the types that were read from it, and of what stands in `vmlinux.btf` where this is the newest release. */
  btf: z.strictObject({ sha256, bytes: z.number().int(), types: z.number().int() }),
  trimmed: z
    .strictObject({
      sha256,
      bytes: z.number().int(),
      types: z.number().int(),
      pointer_depth: z.number().int(),
    })
    .exactOptional(),
  /** `vmlinux` and each module: how many kfuncs it has. */
  kfuncs: z.record(z.string(), z.number().int()),
  /**
   * Flags read from the image against the source that it was built from: how many pairs of set and kfunc agree, and what does
   * not, in words. Absent where the source was not at hand.
   */
  source: debianPackage.extend({ agree: z.number().int(), differ: z.array(z.string()) }).exactOptional(),
});

export type ProvenanceFile = z.infer<typeof provenanceFileSchema>;
export type DebianPackage = z.infer<typeof debianPackage>;
