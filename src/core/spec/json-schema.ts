import { z } from "zod";
import { exampleSpecSchema } from "./example-spec.ts";
import { kfuncSpecSchema } from "./kfunc-spec.ts";

/** The files for editors under content/schema, by name. */
export const editorSchemas = {
  "kfunc.schema.json": () => printJsonSchema(kfuncSpecSchema, "A kfunc's spec"),
  "example.schema.json": () => printJsonSchema(exampleSpecSchema, "An example's scenarios"),
} as const satisfies Record<string, () => string>;

/** A format as JSON Schema (draft 2020-12) for the YAML language server, as text ending in a newline. */
function printJsonSchema(schema: z.ZodType, title: string): string {
  const described = z.toJSONSchema(schema, { io: "input", override: ({ jsonSchema }) => admitNull(jsonSchema) });
  return `${JSON.stringify({ $schema: described.$schema, title, ...described }, null, 2)}\n`;
}

/** NULL and null are names in these files, but an editor reads them as YAML's null. */
function admitNull(schema: z.core.JSONSchema.BaseSchema): void {
  const names = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
  if (!names.some((name) => name === "NULL" || name === "null")) return;
  schema.enum = [...names, null];
  delete schema.const;
  delete schema.type;
}
