import type { Root, RootContent } from "mdast";
import type { TextDirective } from "mdast-util-directive";
import remarkDirective from "remark-directive";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";
import { Derived } from "../../core/derived/derived.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import { blankFrontMatter } from "../../core/spec/front-matter.ts";
import { directiveNamed } from "./directives.ts";

const processor = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(remarkDirective).freeze();

/** A single colon alone begins no directive: `10:30` and `opts:error` stay text. */
const isMeant = ({ name, children, attributes }: TextDirective): boolean =>
  directiveNamed(name)?.form === "text" || children.length > 0 || Object.keys(attributes ?? {}).length > 0;

/** A page's Markdown as a tree whose offsets are those of the file; front matter is passed over. */
export function parsePage(text: string): Root {
  const body = blankFrontMatter(text);
  const tree = processor.parse(body);
  visit(tree, "textDirective", (node: TextDirective, index, parent) => {
    if (!parent || index === undefined || isMeant(node)) return;
    const { start, end } = node.position ?? {};
    const value = body.slice(start?.offset, end?.offset);
    parent.children[index] = { type: "text", value, ...(node.position && { position: node.position }) } as RootContent;
    return SKIP;
  });
  return tree;
}

const trees = new Derived<Root>();

/** A file's Markdown as a tree, which nobody may change: it is parsed once. */
export const parseSource = (source: Source): Root => trees.of([source], () => parsePage(source.text));
