import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import type { Content } from "../content.ts";
import type { KfuncSpec } from "../kfunc-spec.ts";
import type { ParsedFile } from "../parsed-file.ts";

/** `returns` says what is returned; only a void kfunc has none. */
export function returnsHaveTexts({ kfuncs }: Content): Diagnostic[] {
  return kfuncs.flatMap(check);
}

function check({ value, spanOf }: ParsedFile<KfuncSpec>): Diagnostic[] {
  const type = value.signature.returns;
  if (type === "" || (type.trim() === "void") === (value.returns === undefined)) return [];
  const notes = [{ message: `the signature returns ${type}`, place: spanOf(["signature", "returns"]) }];
  return value.returns === undefined
    ? [
        errorAt(spanOf(["signature", "returns"]), "spec/missing-key", "The key returns is missing", {
          notes: [{ message: "only a kfunc that returns void goes without it" }],
          help: "add returns: with what is returned",
        }),
      ]
    : [
        errorAt(spanOf(["returns"], "key"), "spec/unknown-key", "A kfunc that returns void has no key returns", {
          notes,
          help: "remove it",
        }),
      ];
}
