import type { PhrasingContent, Root, Text } from "mdast";
import { SKIP, visit } from "unist-util-visit";
import { findNameLinks, linkTarget } from "../../node/pages/links.ts";
import type { PageNames } from "../../node/pages/page-names.ts";
import { targetPath } from "../paths.ts";

/** `[[name]]` becomes a link to the page of that name, its text as code. */
export function nameLinks(names: PageNames) {
  return (tree: Root): void => {
    visit(tree, "text", (node, index, parent) => {
      if (!parent || index === undefined) return;
      const pieces = split(node, names);
      if (pieces.length === 1) return;
      parent.children.splice(index, 1, ...pieces);
      return [SKIP, index + pieces.length];
    });
  };
}

function split({ value }: Text, names: PageNames): PhrasingContent[] {
  const pieces: PhrasingContent[] = [];
  let done = 0;
  for (const { name, start, end } of findNameLinks(value)) {
    const target = linkTarget(name, names);
    if (!target) continue;
    if (start > done) pieces.push({ type: "text", value: value.slice(done, start) });
    pieces.push({ type: "link", url: targetPath(target), children: [{ type: "inlineCode", value: name }] });
    done = end;
  }
  if (done < value.length || pieces.length === 0) pieces.push({ type: "text", value: value.slice(done) });
  return pieces.length === 1 && done > 0 ? [...pieces, { type: "text", value: "" }] : pieces;
}
