import type { Paragraph, Root } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import { visit } from "unist-util-visit";
import { noteTitle } from "./note-title.ts";

/** `:::note` and `:::caution` become boxes with a title: their label, or what they are. */
export function notes() {
  return (tree: Root): void => {
    visit(tree, "containerDirective", (node: ContainerDirective) => {
      const { kind, label, text } = noteTitle(node);
      const title: Paragraph = {
        type: "paragraph",
        children: label ?? [{ type: "text", value: kind }],
        data: { hProperties: { className: ["title"] } },
      };
      node.children = [title, ...text];
      node.data = {
        hName: "div",
        hProperties: { className: ["box", `box-${node.name}`], role: "note", ariaLabel: kind },
      };
    });
  };
}
