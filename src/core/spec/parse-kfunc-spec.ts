import type { Source } from "../diagnostics/source.ts";
import { type KfuncSpec, kfuncSpecSchema } from "./kfunc-spec.ts";
import { defineFormat, parseSpec } from "./parse-spec.ts";
import type { Parsed } from "./parsed-file.ts";

export const kfuncFormat = defineFormat(kfuncSpecSchema, [
  { list: ["flags"], entry: "flag" },
  { list: ["program_types"], entry: "program type" },
  { list: ["signature", "params"], keys: ["name"], entry: "parameter", isNamedFreely: true },
  { list: ["errors"], keys: ["value", "via", "when"], entry: "error" },
]);

/** Reads `content/kfuncs/<subsystem>/<kfunc>.yaml`. Findings have the codes `yaml/` and `spec/`. */
export function parseKfuncSpec(source: Source): Parsed<KfuncSpec> {
  return parseSpec(source, kfuncFormat);
}
