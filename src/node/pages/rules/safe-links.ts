import { visit } from "unist-util-visit";
import { nearestPage, refusedAddress } from "../links.ts";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";

/** Links lead to the web, to this page or to a page of this site; a page loads nothing, so images are refused. */
export const safeLinks: PageRule = ({ tree, text, names }) => {
  const problems: PageProblem[] = [];
  visit(tree, ["link", "definition"], (node) => {
    const refused = "url" in node && typeof node.url === "string" ? refusedAddress(node.url, names) : undefined;
    if (!refused) return;
    const near = "url" in node && typeof node.url === "string" ? nearestPage(node.url, names) : undefined;
    const help = near
      ? `Did you mean ${near}?`
      : "link to an https address, to #a-heading or to a path such as /kfuncs/<name>/; [[name]] links by name";
    problems.push({ code: "page/link", message: refused, ...rangeOf(node, text), help });
  });
  visit(tree, ["image", "imageReference"], (node) => {
    const help = "say it in words, or place an example";
    problems.push({ code: "page/link", message: "Pages hold no images", ...rangeOf(node, text), help });
  });
  return problems;
};
