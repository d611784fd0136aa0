import GithubSlugger from "github-slugger";
import type { Heading, Root } from "mdast";
import { visit } from "unist-util-visit";
import { textOf } from "../../node/pages/text-of.ts";

/** One entry of the table of contents. */
export interface PageHeading {
  readonly depth: number;
  readonly slug: string;
  readonly text: string;
}

/**
 * Gives every heading an id and lists it in `headings`. Headings go `shift` levels down, but never above the third
 * level where they are shifted, so that prose can stand below a heading of the page.
 */
export function numberHeadings(headings: PageHeading[], shift: number, reserved: readonly string[]) {
  return (tree: Root): void => {
    const slugger = new GithubSlugger();
    for (const id of reserved) slugger.slug(id);
    visit(tree, "heading", (node) => {
      node.depth = Math.min(Math.max(node.depth, 2) + shift, 6) as Heading["depth"];
      const text = textOf(node);
      const slug = slugger.slug(text);
      node.data = { ...node.data, hProperties: { id: slug } };
      headings.push({ depth: node.depth, slug, text });
    });
  };
}
