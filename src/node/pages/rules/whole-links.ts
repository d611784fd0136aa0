import type { Link, Root } from "mdast";
import { visit } from "unist-util-visit";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";
import { textOf } from "../text-of.ts";

/** `[text][name]` whose name nothing defines stays text. */
const brokenReference = /(?<![\\[\w])\[([^[\]]+)\]\[(?!\d+\])([^[\]^]+)\]/g;

function linkProblems(tree: Root, text: string): PageProblem[] {
  const problems: PageProblem[] = [];
  visit(tree, "link", (node: Link) => {
    const range = rangeOf(node, text);
    const written = text.slice(range.start, range.end);
    const words = textOf(node).trim();
    if (words === "") {
      const help = "write what it leads to between the brackets";
      problems.push({ code: "page/link", message: "The link has no words", ...range, help });
    } else if (!written.startsWith("[")) {
      const help = `write [what it is](${node.url})`;
      problems.push({ code: "page/link", message: "An address stands where words belong", ...range, help });
    }
  });
  return problems;
}

/** A link has words of its own, and what it refers to is defined. */
export const wholeLinks: PageRule = ({ tree, text }) => {
  const problems = linkProblems(tree, text);
  visit(tree, "text", (node) => {
    const { start, end } = rangeOf(node, text);
    for (const match of text.slice(start, end).matchAll(brokenReference)) {
      const place = start + match.index;
      const help = `define it on a line of its own, [${match[2]}]: and the address`;
      const message = `No link is defined as ${match[2]}`;
      problems.push({ code: "page/link", message, start: place, end: place + match[0].length, help });
    }
  });
  return problems;
};
