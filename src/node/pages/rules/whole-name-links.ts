import { visit } from "unist-util-visit";
import { findNameLinks } from "../links.ts";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";

/** `[[name]` and `[[name`, or `[name]]`. */
const halfLink = /\[\[([A-Za-z][\w/-]*)\]?|(?<!\[)\[([A-Za-z][\w/-]*)\]\]/g;

/** `[[name]]` has both of its brackets at both ends. */
export const wholeNameLinks: PageRule = ({ tree, text }) => {
  const problems: PageProblem[] = [];
  visit(tree, "text", (node) => {
    const { start, end } = rangeOf(node, text);
    const written = text.slice(start, end);
    const whole = new Set(findNameLinks(written).map((link) => link.start));
    for (const match of written.matchAll(halfLink)) {
      if (whole.has(match.index)) continue;
      const place = start + match.index;
      const help = `write [[${match[1] ?? match[2]}]]`;
      const message = `${match[0]} lacks a bracket`;
      problems.push({ code: "page/link", message, start: place, end: place + match[0].length, help });
    }
  });
  return problems;
};
