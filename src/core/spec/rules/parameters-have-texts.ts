import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import type { Content } from "../content.ts";
import type { KfuncSpec } from "../kfunc-spec.ts";
import type { ParsedFile } from "../parsed-file.ts";
import { newestSignature } from "../signature-rows.ts";

/** Where `params` stands, every parameter of a stated signature has an entry in it. */
export function parametersHaveTexts({ kfuncs }: Content): Diagnostic[] {
  return kfuncs.flatMap(check);
}

function check({ value, spanOf }: ParsedFile<KfuncSpec>): Diagnostic[] {
  const signature = newestSignature(value);
  const texts = value.params;
  if (!signature || !texts) return [];
  return signature.params.flatMap(({ name }, index) => {
    if (name === "" || Object.hasOwn(texts, name)) return [];
    const place = spanOf([...signature.path, "params", index, "name"]);
    return errorAt(place, "spec/undocumented-parameter", `The parameter ${name} has no text`, {
      notes: [{ message: "texts stand under params", place: spanOf(["params"], "key") }],
      help: `add ${name}: to params, with what it means`,
    });
  });
}
