import type { Nodes } from "mdast";

/** What is no prose: code, notes at the foot that name sources, and placed examples. */
const uncounted: readonly string[] = ["code", "inlineCode", "footnoteDefinition", "leafDirective"];

/** Text as it is read; blocks and cells are kept apart. */
function readText(node: Nodes): string {
  if (uncounted.includes(node.type)) return "";
  if ("value" in node) return node.value;
  if (!("children" in node)) return " ";
  const inner = node.children.map(readText).join("");
  return node.type === "paragraph" || node.type === "heading" || node.type === "tableCell" ? `${inner} ` : inner;
}

/** Words of prose in a page: headings, lists and tables too. */
export function countProse(page: Nodes): number {
  return readText(page)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
