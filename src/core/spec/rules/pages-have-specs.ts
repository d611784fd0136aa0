import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt } from "../../diagnostics/error-at.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { spanOfLine } from "../../diagnostics/source.ts";
import { baseName, type Content, namesOfFiles, stands } from "../content.ts";

/** Each page about a kfunc has its spec beside it: without one it is never rendered. */
export function pagesHaveSpecs(content: Content): Diagnostic[] {
  const pages = (content.beside?.pages ?? []).filter(({ path }) => /(^|\/)kfuncs\/[^/]+\/[^/]+\.md$/.test(path));
  const written = new Set(pages.map(({ path }) => baseName(path).replace(/\.md$/, "")));
  const lone = namesOfFiles(content).filter((name) => !written.has(name));
  return pages.flatMap((page) => {
    const spec = page.path.replace(/\.md$/, ".yaml");
    if (stands(spec, content)) return [];
    const name = baseName(page.path).replace(/\.md$/, "");
    const near = nearest(name, lone);
    const rename = near === undefined ? "name the page after the spec that it belongs to" : `rename it to ${near}.md`;
    return errorAt(spanOfLine(page, 1), "spec/missing-spec", `The page about ${name} has no spec`, {
      notes: [{ message: "a page is made of the spec and its Markdown" }],
      help: `add ${spec}, or ${rename}`,
    });
  });
}
