import { z } from "zod";
import { versionPattern } from "../spec/versions.ts";
import { kfuncFlags } from "../uapi/kfunc-flags.ts";
import { programTypes } from "../uapi/program-types.ts";

/** Raised whenever a field changes its meaning or goes; a new field does not raise it. */
export const schemaVersion = 1;

const release = z.string().regex(versionPattern).describe('A release as "major.minor": 6.10 is not 6.1.');
const flags = z.array(z.enum(kfuncFlags)).describe("KF_ flags of its registration, of all its sets.");
const types = z.array(z.enum(programTypes));

const parameter = z.strictObject({
  name: z.string().describe("Empty where the kernel's BTF has no name."),
  type: z.string().describe("In C."),
});

const since = z
  .strictObject({
    version: release.optional().describe("The first release that has it; absent where that is not known."),
    commit: z.string().optional().describe("The commit that added it."),
    after: release.optional().describe("The newest imported release before it came."),
    measured: release.optional().describe("The oldest imported release that has it."),
  })
  .describe("When the kfunc came into the kernel.");

const moment = { release: release.describe("The imported release in which it shows."), after: release };

const prototype = z.strictObject({ returns: z.string().describe("In C."), params: z.array(parameter) });

const change = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("added"), ...moment }),
  z.strictObject({ kind: z.literal("removed"), ...moment }),
  z.strictObject({
    kind: z.literal("prototype"),
    ...moment,
    difference: z.strictObject({ returns: z.boolean(), types: z.boolean(), names: z.boolean() }),
    from: prototype,
    to: prototype,
  }),
  z.strictObject({
    kind: z.literal("flags"),
    ...moment,
    added: flags,
    removed: flags,
    trusted: z.boolean().describe("Pointers must be trusted from here on though no flag says so: the rule since 7.0."),
  }),
  z.strictObject({ kind: z.literal("module"), ...moment, from: z.string(), to: z.string() }),
]);

/** What one release says of a kfunc, in short. */
const shortFact = z.strictObject({
  prototype: z.string().describe("In C, on one line without a semicolon."),
  flags,
  module: z.string().describe("vmlinux, or the module that has it."),
  program_types: types
    .optional()
    .describe("Of which a program of some form may call it, by that kernel's verifier; absent where not measured."),
});

const fact = shortFact.extend({
  returns: z.string().describe("In C."),
  params: z.array(parameter).describe("As programs declare them: what the kernel passes by itself is left out."),
  implicit_params: z.array(parameter).optional().describe("What the kernel passes by itself (KF_IMPLICIT_ARGS)."),
  unstripped: z
    .literal(true)
    .optional()
    .describe("The kernel's build left the implicit parameters in BTF: no program with it can be loaded there."),
  sets: z
    .array(z.strictObject({ set: z.string(), flags, registered_for: z.array(z.string()) }))
    .describe("The BTF sets it is in, each with its flags and the program types it is registered for."),
  forms: z
    .array(z.string())
    .optional()
    .describe("Attach forms whose programs may call it, such as xdp or fentry.s; see forms of the release."),
  unmeasured: z.string().optional().describe("Why nobody could measure who may call it."),
});

const member = z.strictObject({
  name: z.string(),
  type: z.string().describe("In C."),
  direction: z.enum(["in", "out", "in-out"]),
  text: z.string(),
  values: z.array(z.strictObject({ name: z.string(), text: z.string() })),
});

const documentedParameter = parameter.extend({
  text: z.string().optional().describe("In Markdown; absent where nobody has written it yet."),
  members: z.array(member),
});

const error = z.strictObject({
  value: z.string().describe("The errno without its sign, or NULL."),
  number: z.number().int().optional().describe("Of the errno, without its sign."),
  via: z.string().optional().describe("Where it arrives when it is not returned, such as opts.error."),
  when: z.string().describe("In Markdown."),
  shown_by: z.string().optional().describe("The scenario that produced it: <subsystem>/<example>#<scenario>."),
  not_shown: z.string().optional().describe("Why none can."),
});

const head = {
  name: z.string(),
  family: z.string().describe("The family that its page stands in."),
  summary: z.string().optional().describe("In plain text; absent where nobody has written it yet."),
  since,
};

const kernel = z.strictObject({
  release,
  kernel: z.string().describe("As the kernel names itself."),
  package: z.string().describe("The Debian package; empty for a kernel that was given by its path."),
  package_version: z.string(),
  kfuncs: z.number().int(),
  forms: z
    .array(
      z.strictObject({
        name: z.string(),
        also: z.array(z.string()).optional().describe("Further section names of libbpf for the very same."),
        program_type: z.enum(programTypes),
        attach_type: z.string().optional(),
        sleepable: z.boolean(),
      }),
    )
    .optional()
    .describe("Attach forms in which programs were loaded to find out what they may call; absent where none were."),
});

/** `api/kfuncs.json`: every kfunc in short. */
export const kfuncListSchema = z.strictObject({
  schemaVersion: z.literal(schemaVersion),
  kernels: z.array(kernel).describe("The kernels that facts were extracted from, the newest first."),
  kfuncs: z
    .array(
      z.strictObject({
        ...head,
        releases: z.record(release, shortFact).describe("By release; one that lacks it has no entry."),
      }),
    )
    .describe("By name."),
});

/** `api/kfuncs/<name>.json`: all that is known of one kfunc. */
export const kfuncDocumentSchema = z.strictObject({
  schemaVersion: z.literal(schemaVersion),
  ...head,
  removed: z.strictObject(moment).optional().describe("Where the newest kernel no longer has it."),
  not_built: z.string().optional().describe("Why kernels lack it whose source has it."),
  predecessor: z.string().optional().describe("The kfunc that it took the place of."),
  successor: z.string().optional().describe("The kfunc that took its place."),
  config_option: z.string().optional().describe("Without which a kernel does not have it."),
  releases: z.record(release, fact).describe("By release; one that lacks it has no entry."),
  changes: z.array(change).describe("From one imported release to the next, the newest first."),
  params: z.array(documentedParameter).describe("Of the newest release that has it."),
  returns: z.string().optional().describe("In Markdown; absent for void, and where nobody has written it yet."),
  errors: z.array(error).optional().describe("Absent where nobody has listed them yet."),
  released_by: z.string().optional().describe("The kfunc that gives its reference back."),
  acquired_by: z.array(z.string()).describe("Kfuncs whose references it takes."),
  examples: z
    .array(z.strictObject({ example: z.string(), scenarios: z.array(z.string()) }))
    .describe("Examples that call it, with the scenarios in which the call happened."),
});

export type KfuncList = z.infer<typeof kfuncListSchema>;
export type KfuncDocument = z.infer<typeof kfuncDocumentSchema>;

const printSchema = (schema: z.ZodType, title: string) =>
  `${JSON.stringify({ title, ...z.toJSONSchema(schema) }, null, 2)}\n`;

/** The JSON Schemas (draft 2020-12) of the files, by their path below `api/`. */
export const apiSchemas = {
  "schema/kfuncs.schema.json": () => printSchema(kfuncListSchema, "Every kfunc in short"),
  "schema/kfunc.schema.json": () => printSchema(kfuncDocumentSchema, "All that is known of one kfunc"),
} as const satisfies Record<string, () => string>;
