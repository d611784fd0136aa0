import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { Content } from "../content.ts";
import type { KfuncSpec } from "../kfunc-spec.ts";
import type { ParsedFile } from "../parsed-file.ts";

/** `via` names a member documented under `params`, such as opts.error, or a parameter that points to the number itself. */
export function viaNamesMembers({ kfuncs }: Content): Diagnostic[] {
  return kfuncs.flatMap(check);
}

function check({ value, spanOf }: ParsedFile<KfuncSpec>): Diagnostic[] {
  const known = Object.entries(value.params ?? {}).flatMap(([param, text]) =>
    typeof text === "string" ? [] : Object.keys(text.members ?? {}).map((member) => `${param}.${member}`),
  );
  return (value.errors ?? []).flatMap(({ via }, index) => {
    if (!via || known.includes(via) || via in (value.params ?? {})) return [];
    const close = nearest(via, known);
    return errorAt(spanOf(["errors", index, "via"]), "spec/unknown-member", `params has no member ${via}`, {
      notes: [{ message: known.length > 0 ? `it has ${known.join(", ")}` : "no parameter has members there" }],
      help: close ? `did you mean ${close}?` : "write <parameter>.<member>, and add the member to params",
    });
  });
}
