import { z } from "zod";
import { exampleSpecSchema } from "./example-spec.ts";
import { identifier, kfuncSpecSchema } from "./kfunc-spec.ts";

/** The files for editors under content/schema, by name; each is given the names of all kfuncs, which editors then complete. */
export const editorSchemas = {
  "kfunc.schema.json": (kfuncs) => printJsonSchema(kfuncSpecSchema, "A kfunc's spec", kfuncs, ownNames),
  "example.schema.json": (kfuncs) => printJsonSchema(exampleSpecSchema, "An example's scenarios", kfuncs, calledNames),
} as const satisfies Record<string, (kfuncs: Iterable<string>) => string>;

type Schema = z.core.JSONSchema.BaseSchema;

/** A format as JSON Schema (draft 2020-12) for the YAML language server, as text ending in a newline. */
function printJsonSchema(
  schema: z.ZodType,
  title: string,
  kfuncs: Iterable<string>,
  places: (schema: Schema) => (Schema | undefined)[],
): string {
  const described = z.toJSONSchema(schema, { io: "input", override: ({ jsonSchema }) => admitNull(jsonSchema) });
  for (const place of places(described)) if (place) suggestKfuncs(place);
  const { $schema, ...rest } = described;
  const kfunc = { anyOf: [{ enum: [...new Set(kfuncs)].sort() }, z.toJSONSchema(identifier, { io: "input" })] };
  const definitions = { kfunc: { anyOf: kfunc.anyOf.map(({ $schema: _, ...each }: Schema) => each) } };
  return `${JSON.stringify({ $schema, title, ...rest, $defs: definitions }, null, 2)}\n`;
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

/** Where scenarios name them: calls, alone or with what is expected of each. */
function calledNames(schema: Schema): (Schema | undefined)[] {
  const expected = below(schema, "properties", "scenarios", "items", "properties", "expect", "properties", "calls");
  return [below(expected, "items", "anyOf", "0"), below(expected, "items", "anyOf", "1", "propertyNames")];
}
