import { z } from "zod";
import { errnoNames } from "../uapi/errno.ts";
import { kfuncFlags } from "../uapi/kfunc-flags.ts";
import { programTypes } from "../uapi/program-types.ts";
import { versionPattern } from "./versions.ts";

/** A C identifier, as the kernel spells it. */
export const identifier = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "a C identifier");
/** A member, or one inside it: daddr.a4. Members of anonymous structs and unions go by their own name. */
const memberPath = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/, "a member's name");
const text = z.string().trim().min(1);
const version = z.string().regex(versionPattern, 'a release such as "6.10"');
/** `<subsystem>/<example>#<scenario>` */
const scenarioReference = z.string().regex(/^[\w-]+\/[\w-]+#[\w-]+$/, "<subsystem>/<example>#<scenario>");

const member = z.strictObject({
  direction: z
    .enum(["in", "out", "in-out"])
    .describe("Who writes the member: the program (in), the kernel (out) or both."),
  text: text.describe("What the member means, in Markdown."),
  values: z
    .record(z.string(), text)
    .optional()
    .describe("Values with a meaning of their own, such as BPF_F_CURRENT_NETNS."),
});

const parameter = z.union([
  text,
  z.strictObject({
    text: text.describe("What the parameter means, in Markdown."),
    members: z.record(memberPath, member).optional().describe("Members of the struct that the parameter points to."),
  }),
]);

const error = z.strictObject({
  value: z.union([z.enum(errnoNames), z.literal("NULL")]).describe("The errno, without its sign, or NULL."),
  via: z.string().optional().describe("Where the value arrives when it is not returned, such as opts.error."),
  when: text.describe("The condition, in Markdown; the sentence goes on after “when”."),
  shown_by: scenarioReference.optional().describe("The scenario that produces it."),
  not_shown: text.optional().describe("Why no scenario can produce it."),
});

const prototype = {
  returns: text.describe("The return type, in C."),
  params: z.array(z.strictObject({ name: identifier, type: text.describe("In C, such as struct xdp_md *.") })),
};

const signature = z.union([
  z.strictObject(prototype),
  z
    .array(
      z.strictObject({
        since: version.describe("The first release that has this signature."),
        until: version.optional().describe("The last release that has it; absent for the newest row."),
        ...prototype,
      }),
    )
    .min(2),
]);

/**
 * What a contributor states about one kfunc: `content/kfuncs/<subsystem>/<kfunc>.yaml`. What the kernel facts decide may
 * be left out, and where it is stated is held against them; what nobody has written yet is left out too.
 */
export const kfuncSpecSchema = z.strictObject({
  name: identifier.describe("The kfunc, as the kernel spells it."),
  summary: text.optional().describe("What it does, in one sentence of plain text."),
  since: z
    .strictObject({
      version: version.describe("The first release that has it."),
      commit: z
        .string()
        .regex(/^[0-9a-f]{12,40}$/, "a commit id of 12 to 40 hexadecimal digits")
        .optional()
        .describe("The commit that added it."),
    })
    .optional()
    .describe("When the kfunc came into the kernel; absent where nobody knows more than the kernel facts say."),
  not_built: z
    .strictObject({
      releases: z
        .array(version)
        .min(1)
        .optional()
        .describe("Releases whose source has the kfunc; absent where that holds for each since it came."),
      why: text.describe("Why their kernel facts lack it, in one sentence of plain text."),
    })
    .optional()
    .describe("For a kfunc that the source of a release has, but not the kernel that its facts were taken from."),
  signature: signature
    .optional()
    .describe("As the kernel declares it; a list where it changed, the newest first. The kernel facts decide it."),
  flags: z
    .array(z.enum(kfuncFlags))
    .optional()
    .describe("KF_ flags of its registration in the newest release that has it. The kernel facts decide them."),
  acquired_by: identifier.optional().describe("For a KF_RELEASE kfunc: the kfunc whose reference it takes."),
  released_by: identifier.optional().describe("For a KF_ACQUIRE kfunc: the kfunc that gives the reference back."),
  params: z
    .record(identifier, parameter)
    .optional()
    .describe("What each parameter means, by its name in the newest release."),
  returns: text.optional().describe("What is returned, in Markdown; never for void."),
  errors: z
    .array(error)
    .optional()
    .describe("Every error value that the implementation can give; empty where there is none."),
  not_errors: z
    .array(z.number().int().max(-1))
    .min(1)
    .optional()
    .describe("Negative numbers among what is returned that are no errors, such as -1 of a comparison."),
  program_types: z
    .array(z.enum(programTypes))
    .min(1)
    .optional()
    .describe("Program types that may call it in the newest release that has it. The kernel facts decide them."),
});

export type KfuncSpec = z.infer<typeof kfuncSpecSchema>;
export type StatedSignature = NonNullable<KfuncSpec["signature"]>;
export type StatedPrototype = Exclude<StatedSignature, readonly unknown[]>;
