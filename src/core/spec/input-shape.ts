import { z } from "zod";
import { scenarioSchema } from "./example-spec.ts";
import { formatWords } from "./flatten-issues.ts";
import type { Shape } from "./schema-shape.ts";

const inputSchema = scenarioSchema.pick({
  kernel: true,
  packet: true,
  packet_length: true,
  linear_length: true,
  context: true,
  globals: true,
  maps: true,
  trigger: true,
});

/** What zod knows of a pattern and JSON Schema does not say: its flags, and what it means in words. */
function explainPattern(schema: z.core.$ZodType, shape: z.core.JSONSchema.BaseSchema): void {
  const { format, checks = [] } = schema._zod.def as z.core.$ZodStringDef & { readonly format?: string };
  const found = checks.map(({ _zod }) => _zod.def as z.core.$ZodCheckRegexDef).find(({ pattern }) => pattern);
  const words = formatWords[format ?? ""] ?? (found?.error as (() => unknown) | undefined)?.();
  if (typeof words === "string") shape.patternWords = words;
  if (found?.pattern.flags) shape.patternFlags = found.pattern.flags;
}

/** What a scenario's input may be, for whoever has no zod: a page holds what a reader types in against it. */
export const inputShape = (): Shape =>
  z.toJSONSchema(inputSchema, {
    io: "input",
    override({ zodSchema, jsonSchema }) {
      delete jsonSchema.description;
      if (jsonSchema.pattern !== undefined) explainPattern(zodSchema, jsonSchema);
    },
  }) as Shape;
