import type { Nodes, Parents, Root } from "mdast";
import type {} from "mdast-util-directive";
import { SKIP, visit } from "unist-util-visit";

/** What stands in prose but is drawn by a component: a code block, an example's source, or what a scenario did. */
export type Placement =
  | { readonly kind: "code"; readonly language: string; readonly code: string }
  | { readonly kind: "example"; readonly key: string; readonly scenario?: string };

/** The element that marks a placement's place in the HTML; `n` is its index in the list. */
export const placementElement = "kfdoc-placement";

/** Takes code blocks and `::example` directives out of the tree into `placements`, leaving marks in their places. */
export function takePlacements(placements: Placement[]) {
  return (tree: Root): void => {
    visit(tree, (node, index, parent: Parents | undefined) => {
      const placement = placementOf(node);
      if (!placement || !parent || index === undefined) return;
      const hProperties = { n: String(placements.push(placement) - 1) };
      parent.children[index] = { type: "paragraph", children: [], data: { hName: placementElement, hProperties } };
      return SKIP;
    });
  };
}

function placementOf(node: Nodes): Placement | undefined {
  if (node.type === "code") return { kind: "code", language: node.lang ?? "txt", code: node.value };
  if (node.type !== "leafDirective" || node.name !== "example") return undefined;
  const { name, scenario } = node.attributes ?? {};
  return name ? { kind: "example", key: name, ...(scenario ? { scenario } : {}) } : undefined;
}
