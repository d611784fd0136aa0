import type { Element, Root } from "hast";
import { SKIP, visit } from "unist-util-visit";
import { elementText } from "./element-text.ts";

function elements(node: Element | Root, ...names: readonly string[]): Element[] {
  const found: Element[] = [];
  visit(node, "element", (each) => {
    if (names.includes(each.tagName)) found.push(each);
  });
  return found;
}

/** Cells name their column: on a narrow screen they stand below each other. */
function labelCells(table: Element): void {
  const labels = elements(table, "th").map((cell) => elementText(cell));
  for (const row of elements(table, "tr")) {
    for (const [index, cell] of elements(row, "td").entries()) {
      if (labels[index]) cell.properties["data-label"] = labels[index];
    }
  }
  table.properties.className = ["stacks"];
}

/** Wide tables scroll in a box of their own, which the keyboard reaches. */
export function fitTables(html: Root): void {
  visit(html, "element", (node, index, parent) => {
    if (node.tagName !== "table" || !parent || index === undefined) return;
    labelCells(node);
    const properties = { className: ["scroll"], tabIndex: 0, role: "group", ariaLabel: "Table" };
    parent.children[index] = { type: "element", tagName: "div", properties, children: [node] };
    return SKIP;
  });
}
