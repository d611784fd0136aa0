import { visit } from "unist-util-visit";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";

/** Whether the last line closes a block that its first line opens with marks of one character, such as ``` or :::. */
function isClosed(block: string, opening: string): boolean {
  const lines = block.split("\n");
  const last = (lines.at(-1) ?? "").replace(/^[\s>]*/, "").trimEnd();
  return lines.length > 1 && last.length >= opening.length && last === (opening[0] ?? "").repeat(last.length);
}

/** A block of code or a note ends where its author says; without that the rest of the page would be in it. */
export const closedBlocks: PageRule = ({ tree, text }) => {
  const problems: PageProblem[] = [];
  visit(tree, ["code", "containerDirective"], (node) => {
    const { start, end } = rangeOf(node, text);
    const block = text.slice(start, end).replace(/\n+$/, "");
    const opening = /^(`{3,}|~{3,}|:{3,})/.exec(block)?.[0];
    if (opening === undefined || isClosed(block, opening)) return;
    const line = block.split("\n")[0] ?? "";
    const what = node.type === "code" ? "block of code" : "note";
    problems.push({
      code: "page/unclosed",
      message: `The ${what} that begins here does not end`,
      start,
      end: start + line.trimEnd().length,
      help: `write a line ${opening} after its last`,
    });
  });
  return problems;
};
