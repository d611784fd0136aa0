import type { Nodes } from "hast";

/** The text of a piece of HTML, without comments. */
export function elementText(node: Nodes): string {
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map(elementText).join("") : "";
}
