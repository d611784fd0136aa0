import { visit } from "unist-util-visit";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";

/** Pages are Markdown; HTML of an author could carry script. */
export const noRawHtml: PageRule = ({ tree, text }) => {
  const problems: PageProblem[] = [];
  visit(tree, "html", (node) => {
    problems.push({
      code: "page/raw-html",
      message: "Raw HTML is not taken in pages",
      ...rangeOf(node, text),
      help: "write Markdown; put code and types such as <linux/bpf.h> between backticks",
    });
  });
  return problems;
};
