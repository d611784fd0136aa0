import { frontMatterRange } from "../../../core/spec/front-matter.ts";
import type { PageRule } from "../problem.ts";

/** A kfunc's facts are in its spec; its page carries none. */
export const noFrontMatter: PageRule = ({ text }) => {
  const range = frontMatterRange(text);
  if (!range) return [];
  const message = "The page of a kfunc has no front matter";
  return [
    { code: "page/front-matter", message, start: 0, end: range.end, help: "put its facts into the YAML beside it" },
  ];
};
