import { visit } from "unist-util-visit";
import { nearest } from "../../../core/diagnostics/nearest.ts";
import { successorOf } from "../../../core/facts/renames.ts";
import { findNameLinks, linkableNames, linkTarget } from "../links.ts";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";

/** `[[name]]` links to a page that there is. */
export const knownNames: PageRule = ({ tree, text, names }) => {
  const problems: PageProblem[] = [];
  visit(tree, "text", (node) => {
    const range = rangeOf(node, text);
    for (const link of findNameLinks(text.slice(range.start, range.end))) {
      if (linkTarget(link.name, names)) continue;
      const successor = successorOf(link.name, names.kfuncs);
      const near = successor ?? nearest(link.name, linkableNames(names));
      problems.push({
        code: "page/unknown-kfunc",
        message: successor
          ? `The kfunc ${link.name} goes on under another name`
          : `No page is called ${link.name || "nothing"}`,
        start: range.start + link.start,
        end: range.start + link.end,
        help: near
          ? successor
            ? `link to [[${successor}]]: check --fix does it`
            : `did you mean [[${near}]]?`
          : "name a kfunc, flag, program type or fault rule that this site has a page of",
        ...(successor && { mended: `[[${successor}]]` }),
      });
    }
  });
  return problems;
};
