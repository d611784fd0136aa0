import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { Span } from "../../diagnostics/source.ts";

/** What writes the spec of a kfunc that kernels have. */
export const draftCommand = (name: string): string => `kfdoc new kfunc ${name} drafts one`;

/** The finding about a name that no spec states; none where one does. One that kernels have is no misspelling. */
export function checkKnownKfunc(
  name: string,
  known: ReadonlySet<string>,
  place: Span,
  ofKernels?: { has(name: string): boolean },
): Diagnostic[] {
  if (name === "" || known.has(name)) return [];
  const close = ofKernels?.has(name) ? undefined : nearest(name, known);
  return [
    errorAt(place, "spec/unknown-kfunc", `No spec states the kfunc ${name}`, {
      notes: [{ message: "each kfunc that an example, a page or a scenario names has a spec under content/kfuncs" }],
      help: close ? `did you mean ${close}?` : draftCommand(name),
    }),
  ];
}
