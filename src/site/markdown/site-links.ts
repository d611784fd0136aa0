import type { Parents, Root } from "mdast";
import { visit } from "unist-util-visit";
import { refusedAddress } from "../../node/pages/links.ts";
import type { PageNames } from "../../node/pages/page-names.ts";
import { sitePath } from "../paths.ts";

/** Paths from the root of the site go below its base; an address that pages may not link to goes nowhere, and of an image its words stay. */
export function siteLinks(names: PageNames) {
  return (tree: Root): void => {
    visit(tree, ["image", "imageReference"], (node, index, parent: Parents | undefined) => {
      if (!parent || index === undefined || !("alt" in node)) return;
      parent.children[index] = { type: "text", value: node.alt ?? "" };
    });
    visit(tree, ["link", "definition"], (node) => {
      if (node.type !== "link" && node.type !== "definition") return;
      if (refusedAddress(node.url, names)) node.url = "#";
      else if (node.url.startsWith("/")) node.url = sitePath(node.url);
    });
  };
}
