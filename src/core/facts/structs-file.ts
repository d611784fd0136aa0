import { z } from "zod";
import { versionPattern } from "../spec/versions.ts";

const member = z.strictObject({
  /** Empty for an anonymous struct or union, whose members follow with their own offsets. */
  name: z.string(),
  /** In C; of an anonymous one `struct` or `union`. */
  type: z.string(),
  /** From the start of the outermost struct, in bits. */
  bit_offset: z.number().int().min(0),
  /** Of the member, in bits. */
  bits: z.number().int().min(0),
  /** How many anonymous structs and unions it stands in. */
  depth: z.number().int().min(0),
});

/**
 * Layouts of the structs that kfuncs take from programs or hand to them and that programs fill in or read by name:
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
