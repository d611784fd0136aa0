import type { Parents, Root } from "mdast";
import { SKIP, visit } from "unist-util-visit";
import { linkTarget, nameOfCode } from "../../node/pages/links.ts";
import type { PageNames } from "../../node/pages/page-names.ts";
import { targetPath } from "../paths.ts";

const unlinked: readonly string[] = ["link", "linkReference", "heading"];

/** Inline code that is a known name becomes a link to its page, except on that page (`self`), in links and in headings. */
export function codeLinks(names: PageNames, self?: string) {
  return (tree: Root): void => {
    visit(tree, (node, index, parent: Parents | undefined) => {
      if (unlinked.includes(node.type)) return SKIP;
      if (node.type !== "inlineCode" || !parent || index === undefined) return;
      const target = linkTarget(nameOfCode(node.value), names);
      if (!target || target.name === self) return;
      parent.children.splice(index, 1, { type: "link", url: targetPath(target), children: [node] });
      return SKIP;
    });
  };
}
