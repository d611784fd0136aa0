import { visit } from "unist-util-visit";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";

/** `[^name]` has a definition, and each definition is referred to. */
export const wholeFootnotes: PageRule = ({ tree, text }) => {
  const problems: PageProblem[] = [];
  const used = new Set<string>();
  visit(tree, "footnoteReference", ({ identifier }) => {
    used.add(identifier);
  });
  visit(tree, "footnoteDefinition", (node) => {
    if (used.has(node.identifier)) return;
    const { start } = rangeOf(node, text);
    const mark = `[^${node.label ?? node.identifier}]`;
    const help = `write ${mark} where the note belongs, or remove the note`;
    const message = `Nothing refers to the footnote ${mark}`;
    problems.push({ code: "page/footnote", message, start, end: start + mark.length, help });
  });
  visit(tree, "text", (node) => {
    const { start, end } = rangeOf(node, text);
    for (const match of text.slice(start, end).matchAll(/(?<![\\[])\[\^([^\s[\]]+)\]/g)) {
      const place = start + match.index;
      const help = `define it on a line of its own, ${match[0]}: and the note`;
      const message = `There is no footnote ${match[0]}`;
      problems.push({ code: "page/footnote", message, start: place, end: place + match[0].length, help });
    }
  });
  return problems;
};
