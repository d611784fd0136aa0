import type { Root, RootContent } from "mdast";
import type { TextDirective } from "mdast-util-directive";
import remarkDirective from "remark-directive";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";
import type { Source } from "../../core/diagnostics/source.ts";
import { blankFrontMatter } from "../../core/spec/front-matter.ts";

const processor = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(remarkDirective).freeze();

/**
 * A page's Markdown as a tree whose offsets are those of the file; front matter is passed over. A single colon begins
 * no directive here: `10:30` and `opts:error` stay text.
 */
export function parsePage(text: string): Root {
  const body = blankFrontMatter(text);
  const tree = processor.parse(body);
  visit(tree, "textDirective", (node: TextDirective, index, parent) => {
    if (!parent || index === undefined) return;
    const { start, end } = node.position ?? {};
    const value = body.slice(start?.offset, end?.offset);
    parent.children[index] = { type: "text", value, ...(node.position && { position: node.position }) } as RootContent;
    return SKIP;
  });
  return tree;
}

const parsed = new WeakMap<Source, Root>();

/** A file's Markdown as a tree, which nobody may change: it is parsed once. */
export function parseSource(source: Source): Root {
  const known = parsed.get(source);
  if (known) return known;
  const tree = parsePage(source.text);
  parsed.set(source, tree);
  return tree;
}
