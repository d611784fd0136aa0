import type { Nodes } from "mdast";
import { visit } from "unist-util-visit";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";

function textOf(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}

/** The page's title is its only heading of level 1, and comes from elsewhere; each other heading stands once. */
export const plainHeadings: PageRule = ({ tree, text }) => {
  const problems: PageProblem[] = [];
  const seen = new Set<string>();
  visit(tree, "heading", (node) => {
    const title = textOf(node).trim();
    const range = rangeOf(node, text);
    if (node.depth === 1) {
      const help = "begin it with ##; the title of the page is made from its name or its front matter";
      problems.push({ code: "page/heading", message: "Pages have no heading of level 1", ...range, help });
    }
    if (seen.has(title.toLowerCase())) {
      const help = "give each heading words of its own, or join the two parts";
      problems.push({ code: "page/heading", message: `The heading ${title} stands twice`, ...range, help });
    }
    seen.add(title.toLowerCase());
  });
  return problems;
};
