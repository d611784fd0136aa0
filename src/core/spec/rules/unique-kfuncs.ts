import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import type { Content } from "../content.ts";
import type { KfuncSpec } from "../kfunc-spec.ts";
import type { ParsedFile } from "../parsed-file.ts";

/** A kfunc has one spec, in whichever folder it stands. */
export function uniqueKfuncs({ kfuncs }: Content): Diagnostic[] {
  const first = new Map<string, ParsedFile<KfuncSpec>>();
  const found: Diagnostic[] = [];
  for (const file of kfuncs) {
    const { name } = file.value;
    const earlier = first.get(name);
    if (!earlier) first.set(name, file);
    else if (name !== "") found.push(describe(name, file, earlier));
  }
  return found;
}

function describe(name: string, file: ParsedFile<KfuncSpec>, earlier: ParsedFile<KfuncSpec>): Diagnostic {
  return errorAt(file.spanOf(["name"]), "spec/duplicate", `${name} has two specs`, {
    notes: [{ message: "the other is here", place: earlier.spanOf(["name"]) }],
    help: "remove one of the two files",
  });
}
