import { z } from "zod";
import { versionPattern } from "../spec/versions.ts";

const member = z.strictObject({
  /** Empty for an anonymous struct or union. */
  name: z.string(),
  /** In C; of a struct or union without a tag only `struct` or `union`, and its members follow, one deeper. */
  type: z.string(),
  /** From the start of the outermost struct, in bits. */
  bit_offset: z.number().int().min(0),
  /** Of the member, in bits. */
  bits: z.number().int().min(0),
  /** How many structs and unions without a tag it stands in. */
  depth: z.number().int().min(0),
});

/**
 * Layouts of the structs that are part of what programs and the kernel agree on (`core/kernel-binary/read-structs.ts` has the
 * rule): what kfuncs take in a program's own memory, and contexts of programs:
 * `content/kernels/<release>/structs.json`, written by `import-kernel` and never edited by hand.
 */
export const structsFileSchema = z.strictObject({
  release: z.string().regex(versionPattern),
  /** By C name without the keyword, in the order of the names. */
  structs: z.record(
    z.string(),
    z.strictObject({
      kind: z.enum(["struct", "union"]),
      /** In bytes. */
      size: z.number().int().min(0),
      members: z.array(member),
    }),
  ),
});

export type StructLayout = z.infer<typeof structsFileSchema>["structs"][string];
export type StructsFile = z.infer<typeof structsFileSchema>;
