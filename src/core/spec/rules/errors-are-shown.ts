import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import type { Content } from "../content.ts";
import type { KfuncSpec } from "../kfunc-spec.ts";
import type { ParsedFile } from "../parsed-file.ts";

/** Each error names the scenario that produces it, or says why none can. */
export function errorsAreShown({ kfuncs }: Content): Diagnostic[] {
  return kfuncs.flatMap(check);
}

function check({ value, spanOf }: ParsedFile<KfuncSpec>): Diagnostic[] {
  return (value.errors ?? []).flatMap((error, index) => {
    const shown = error.shown_by !== undefined;
    const excused = error.not_shown !== undefined;
    if (shown !== excused) return [];
    const name = error.value || "this error";
    return shown
      ? errorAt(
          spanOf(["errors", index, "not_shown"], "key"),
          "spec/error-without-scenario",
          `${name} is said both to be shown and not to be`,
          {
            notes: [{ message: "the scenario is named here", place: spanOf(["errors", index, "shown_by"]) }],
            help: "remove not_shown, or shown_by",
          },
        )
      : errorAt(spanOf(["errors", index, "value"]), "spec/error-without-scenario", `Nothing shows ${name}`, {
          notes: [{ message: "each error value on a page was produced by a run" }],
          help: "add shown_by: <subsystem>/<example>#<scenario>, or not_shown: with why no scenario can produce it",
        });
  });
}
