import { z } from "zod";
import { exampleSpecSchema } from "./example-spec.ts";
import { identifier, kfuncSpecSchema } from "./kfunc-spec.ts";
import { siteSettingsSchema } from "./site-settings.ts";

/** What editors complete and explain beyond the formats. */
export interface KnownNames {
  readonly kfuncs: Iterable<string>;
  /** What a run can break, and what that means. */
  readonly faultRules: Readonly<Record<string, string>>;
  /** Flags and program types, each with what it is. */
  readonly explained: Readonly<Record<string, string>>;
}

/** The files for editors under content/schema, by name. */
export const editorSchemas = {
  "kfunc.schema.json": (names) => printJsonSchema(kfuncSpecSchema, "A kfunc's spec", names, ownNames),
  "example.schema.json": (names) => printJsonSchema(exampleSpecSchema, "An example's scenarios", names, calledNames),
  "site.schema.json": () => printJsonSchema(siteSettingsSchema, "A site's settings"),
} as const satisfies Record<string, (names: KnownNames) => string>;

type Schema = z.core.JSONSchema.BaseSchema;

/** A format as JSON Schema (draft 2020-12) for the YAML language server, as text ending in a newline. */
function printJsonSchema(
  schema: z.ZodType,
  title: string,
  { kfuncs, faultRules, explained }: KnownNames = { kfuncs: [], faultRules: {}, explained: {} },
  places: (schema: Schema) => (Schema | undefined)[] = () => [],
): string {
  const described = z.toJSONSchema(schema, {
    io: "input",
    override: ({ jsonSchema }) => {
      admitNull(jsonSchema);
      explainNames(jsonSchema, explained);
    },
  });
  for (const place of places(described)) if (place) suggestKfuncs(place);
  const rule = below(described, ...expected, "fault", "properties", "rule");
  if (rule) suggestRules(rule, faultRules);
  const { $schema, ...rest } = described;
  const names = [...new Set(kfuncs)].sort();
  if (names.length === 0) return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
  const kfunc = { anyOf: [{ enum: names }, z.toJSONSchema(identifier, { io: "input" })] };
  const definitions = { kfunc: { anyOf: kfunc.anyOf.map(({ $schema: _, ...each }: Schema) => each) } };
  return `${JSON.stringify({ $schema, title, ...rest, $defs: definitions }, null, 2)}\n`;
}

/** Says beside each name of a list what it is, as far as that is known: editors show it with what they propose. */
function explainNames(schema: Schema, explained: Readonly<Record<string, string>>): void {
  const names = schema.enum ?? [];
  const words = names.map((name) => (typeof name === "string" && explained[name]) || "");
  if (words.some((each) => each !== "")) schema.markdownEnumDescriptions = words;
}

/** A fault's rule is one of those that there are. */
function suggestRules(schema: Schema, rules: Readonly<Record<string, string>>): void {
  delete schema.pattern;
  schema.enum = Object.keys(rules).sort();
  explainNames(schema, rules);
}

/** NULL and null are names in these files, but an editor reads them as YAML's null. */
function admitNull(schema: Schema): void {
  const names = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
  if (!names.some((name) => name === "NULL" || name === "null")) return;
  schema.enum = [...names, null];
  delete schema.const;
  delete schema.type;
}

/** An identifier is one of the known kfuncs, or any other: a kernel may have more than were imported. */
function suggestKfuncs(schema: Schema): void {
  delete schema.type;
  delete schema.pattern;
  schema.$ref = "#/$defs/kfunc";
}

const below = (schema: unknown, ...path: readonly string[]): Schema | undefined =>
  path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], schema) as Schema | undefined;

/** Where a spec names kfuncs. */
const ownNames = (schema: Schema) =>
  ["name", "acquired_by", "released_by"].map((key) => below(schema, "properties", key));

/** What a scenario is held to. */
const expected = ["properties", "scenarios", "items", "properties", "expect", "properties"] as const;

/** Where scenarios name them: calls, alone or with what is expected of each. */
function calledNames(schema: Schema): (Schema | undefined)[] {
  const calls = below(schema, ...expected, "calls");
  return [below(calls, "items", "anyOf", "0"), below(calls, "items", "anyOf", "1", "propertyNames")];
}
