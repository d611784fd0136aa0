import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { Span } from "../../diagnostics/source.ts";
import { kfdocCommand } from "../../words/kfdoc-command.ts";
import type { NameSet } from "../content.ts";

/** What writes the spec of a kfunc that kernels have. */
export const draftCommand = (name: string): string => `${kfdocCommand(`new kfunc ${name}`)} drafts one`;

/** What helps with a name that no spec states: one that kernels have is no misspelling, and what is meant may lack a spec, too. */
function remedyFor(name: string, known: ReadonlySet<string>, ofKernels: NameSet | undefined): string {
  if (ofKernels?.has(name)) return draftCommand(name);
  const close = nearest(name, new Set([...known, ...(ofKernels?.keys() ?? [])]));
  if (close === undefined) return ofKernels ? "name a kfunc that a kernel has, or take it out" : draftCommand(name);
  return known.has(close) ? `did you mean ${close}?` : `did you mean ${close}? ${draftCommand(close)}`;
}

/** The finding about a name that no spec states; none where one does. */
export function checkKnownKfunc(
  name: string,
  known: ReadonlySet<string>,
  place: Span,
  ofKernels?: NameSet,
): Diagnostic[] {
  if (name === "" || known.has(name)) return [];
  return [
    errorAt(place, "spec/unknown-kfunc", `No spec states the kfunc ${name}`, {
      notes: [{ message: "each kfunc that an example, a page or a scenario names has a spec under content/kfuncs" }],
      help: remedyFor(name, known, ofKernels),
    }),
  ];
}
