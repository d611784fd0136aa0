import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import { type Content, stands } from "../content.ts";

/** Each spec has its Markdown file beside it. */
export function specsHavePages(content: Content): Diagnostic[] {
  if (!content.beside?.pages) return [];
  return content.kfuncs.flatMap(({ value, source, spanOf }) => {
    const page = source.path.replace(/\.yaml$/, ".md");
    if (stands(page, content)) return [];
    return errorAt(spanOf(["name"]), "spec/missing-page", `${value.name || "The kfunc"} has no page`, {
      help: `add ${page}, with what the kfunc is for and how it is used`,
    });
  });
}
