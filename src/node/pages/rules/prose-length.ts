import { counted } from "../../../core/words/counted.ts";
import { countProse } from "../count-prose.ts";
import type { PageRule } from "../problem.ts";

const fewest = 80;
const most = 300;

/** A kfunc's page is 80 to 300 words of prose; code and footnotes are not counted. */
export const proseLength: PageRule = ({ tree, text }) => {
  const words = countProse(tree);
  if (words >= fewest && words <= most) return [];
  const help =
    words < fewest
      ? "say why the kfunc exists, when to use it and what its pitfalls are"
      : "move details to the spec, or to a page of their own";
  const message = `The page has ${words === 0 ? "no words" : counted(words, "word")} of prose; a kfunc's page has ${fewest} to ${most}`;
  return [{ code: "page/length", message, start: 0, end: text.search(/\r?\n|$/), help }];
};
