import type { Root } from "mdast";
import { SKIP, visit } from "unist-util-visit";

/** What is no prose: code that stands by itself, and notes at the foot that name sources. */
const passedOver: ReadonlySet<string> = new Set(["code", "footnoteDefinition", "html"]);

/** How many words of prose a page has: headings, lists and tables too, and names in code within sentences. */
export function countWords(page: Root): number {
  let words = 0;
  visit(page, (node) => {
    if (passedOver.has(node.type)) return SKIP;
    if (node.type === "text" || node.type === "inlineCode")
      words += node.value.match(/[\p{L}\p{N}_]+[^\s]*/gu)?.length ?? 0;
    return undefined;
  });
  return words;
}
