import type { Source } from "../diagnostics/source.ts";
import { type ExampleSpec, exampleSpecSchema } from "./example-spec.ts";
import { defineFormat, parseSpec } from "./parse-spec.ts";
import type { Parsed } from "./parsed-file.ts";

export const exampleFormat = defineFormat(exampleSpecSchema, [
  { list: ["scenarios"], keys: ["name"], entry: "scenario", isNamedFreely: true },
]);

/** Reads `content/examples/<subsystem>/<name>.yaml`. Findings have the codes `yaml/` and `spec/`. */
export function parseExampleSpec(source: Source): Parsed<ExampleSpec> {
  return parseSpec(source, exampleFormat);
}
