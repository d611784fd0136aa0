import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import type { Content } from "../content.ts";
import type { KfuncSpec } from "../kfunc-spec.ts";
import type { ParsedFile } from "../parsed-file.ts";
import { newestSignature } from "../signature-rows.ts";

/** `returns` says what is returned; a void kfunc has none. */
export function returnsHaveTexts({ kfuncs }: Content): Diagnostic[] {
  return kfuncs.flatMap(check);
}

function check({ value, spanOf }: ParsedFile<KfuncSpec>): Diagnostic[] {
  const signature = newestSignature(value);
  if (value.returns === undefined || signature?.returns.trim() !== "void") return [];
  return [
    errorAt(spanOf(["returns"], "key"), "spec/unknown-key", "A kfunc that returns void has no key returns", {
      notes: [{ message: "the signature returns void", place: spanOf([...signature.path, "returns"]) }],
      help: "remove it",
    }),
  ];
}
