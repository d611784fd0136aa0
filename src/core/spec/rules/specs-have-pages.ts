import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import type { Content } from "../content.ts";

/** Each spec has its Markdown file beside it. */
export function specsHavePages({ kfuncs, pages }: Content): Diagnostic[] {
  if (!pages) return [];
  const present = new Set(pages);
  return kfuncs.flatMap(({ value, source, spanOf }) => {
    const page = source.path.replace(/\.yaml$/, ".md");
    if (present.has(page)) return [];
    return errorAt(spanOf(["name"]), "spec/missing-page", `${value.name || "The kfunc"} has no page`, {
      help: `add ${page}, with what the kfunc is for and how it is used`,
    });
  });
}
