import GithubSlugger from "github-slugger";
import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import { textOf } from "./text-of.ts";

/** The ids that a page's headings get, where none of its own are `reserved` for what stands around the prose. */
export function headingSlugs(tree: Root, reserved: readonly string[] = []): string[] {
  const slugger = new GithubSlugger();
  for (const id of reserved) slugger.slug(id);
  const slugs: string[] = [];
  visit(tree, "heading", (node) => {
    slugs.push(slugger.slug(textOf(node)));
  });
  return slugs;
}
