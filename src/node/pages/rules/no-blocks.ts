import { visit } from "unist-util-visit";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";

/** In a text of a spec nothing is placed. */
export const noBlocks: PageRule = ({ tree, text }) => {
  const problems: PageProblem[] = [];
  visit(tree, ["leafDirective", "containerDirective"], (node) => {
    const message = "Nothing can be placed in a text of a spec";
    const help = "put it into the kfunc's page";
    problems.push({ code: "page/directive", message, ...rangeOf(node, text), help });
  });
  return problems;
};
