import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import { spanOfLine } from "../../diagnostics/source.ts";
import { baseName, type Content, stands } from "../content.ts";

/** Each page about a kfunc has its spec beside it: without one it is never rendered. */
export function pagesHaveSpecs(content: Content): Diagnostic[] {
  const pages = (content.beside?.pages ?? []).filter(({ path }) => /(^|\/)kfuncs\/[^/]+\/[^/]+\.md$/.test(path));
  return pages.flatMap((page) => {
    const spec = page.path.replace(/\.md$/, ".yaml");
    if (stands(spec, content)) return [];
    const name = baseName(page.path).replace(/\.md$/, "");
    return errorAt(spanOfLine(page, 1), "spec/missing-spec", `The page about ${name} has no spec`, {
      notes: [{ message: "a page is made of the spec and its Markdown" }],
      help: `add ${spec}, or name the page after the spec that it belongs to`,
    });
  });
}
