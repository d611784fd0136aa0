import type { Nodes } from "mdast";
import type { PageRule } from "../problem.ts";

const fewest = 80;
const most = 300;

const uncounted: readonly string[] = ["code", "inlineCode", "footnoteDefinition", "leafDirective"];

/** Text as it is read; blocks and cells are kept apart. */
function readText(node: Nodes): string {
  if (uncounted.includes(node.type)) return "";
  if ("value" in node) return node.value;
  if (!("children" in node)) return " ";
  const inner = node.children.map(readText).join("");
  return node.type === "paragraph" || node.type === "heading" || node.type === "tableCell" ? `${inner} ` : inner;
}

const countWords = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** A kfunc's page is 80 to 300 words of prose; code and footnotes are not counted. */
export const proseLength: PageRule = ({ tree, text }) => {
  const words = countWords(readText(tree));
  if (words >= fewest && words <= most) return [];
  const count = words === 0 ? "no words" : words === 1 ? "1 word" : `${words} words`;
  const help =
    words < fewest
      ? "say why the kfunc exists, when to use it and what its pitfalls are"
      : "move details to the spec, or to a page of their own";
  const message = `The page has ${count} of prose; a kfunc's page has ${fewest} to ${most}`;
  return [{ code: "page/length", message, start: 0, end: text.search(/\r?\n|$/), help }];
};
