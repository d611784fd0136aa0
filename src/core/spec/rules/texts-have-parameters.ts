import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { Content } from "../content.ts";
import type { KfuncSpec } from "../kfunc-spec.ts";
import type { ParsedFile } from "../parsed-file.ts";
import { newestSignature } from "../signature-rows.ts";

/** Each key of `params` is the name of a parameter in a stated signature. */
export function textsHaveParameters({ kfuncs }: Content): Diagnostic[] {
  return kfuncs.flatMap(check);
}

function check({ value, spanOf }: ParsedFile<KfuncSpec>): Diagnostic[] {
  const signature = newestSignature(value);
  const texts = value.params;
  if (!signature || !texts) return [];
  const names = signature.params.map(({ name }) => name);
  return Object.keys(texts)
    .filter((key) => !names.includes(key))
    .map((key) => {
      const close = nearest(
        key,
        names.filter((name) => !Object.hasOwn(texts, name)),
      );
      return errorAt(spanOf(["params", key], "key"), "spec/unknown-parameter", `There is no parameter ${key}`, {
        notes: [
          {
            message: names.length > 0 ? `the signature has ${names.join(", ")}` : "the signature has no parameters",
            place: spanOf([...signature.path, "params"], "key"),
          },
        ],
        help: close ? `did you mean ${close}?` : "remove the text, or add the parameter to the signature",
      });
    });
}
