import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { Content } from "../content.ts";
import type { KfuncSpec } from "../kfunc-spec.ts";
import type { ParsedFile } from "../parsed-file.ts";

/** Each key of `params` is the name of a parameter in the signature. */
export function textsHaveParameters({ kfuncs }: Content): Diagnostic[] {
  return kfuncs.flatMap(check);
}

function check({ value, spanOf }: ParsedFile<KfuncSpec>): Diagnostic[] {
  const names = value.signature.params.map(({ name }) => name);
  return Object.keys(value.params)
    .filter((key) => !names.includes(key))
    .map((key) => {
      const close = nearest(
        key,
        names.filter((name) => !Object.hasOwn(value.params, name)),
      );
      return errorAt(spanOf(["params", key], "key"), "spec/unknown-parameter", `There is no parameter ${key}`, {
        notes: [
          {
            message: names.length > 0 ? `the signature has ${names.join(", ")}` : "the signature has no parameters",
            place: spanOf(["signature", "params"], "key"),
          },
        ],
        help: close ? `did you mean ${close}?` : "remove the text, or add the parameter to the signature",
      });
    });
}
