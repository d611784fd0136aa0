import type { Nodes, Parents, Root } from "mdast";
import type {} from "mdast-util-directive";
import { SKIP, visit } from "unist-util-visit";
import type { KfuncFilter } from "../../node/pages/listed-kfuncs.ts";

/** What stands in prose but is drawn by a component: code, an example's source or lines of it, what a scenario did, a table of kfuncs. */
export type Placement =
  | { readonly kind: "code"; readonly language: string; readonly code: string }
  | { readonly kind: "example"; readonly key: string; readonly scenario?: string; readonly region?: string }
  | { readonly kind: "kfuncs"; readonly filter: KfuncFilter };

/** The element that marks a placement's place in the HTML; `n` is its index in the list. */
export const placementElement = "kfdoc-placement";

/** Takes code blocks, `::example` and `::kfuncs` out of the tree into `placements`, leaving marks in their places. */
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
  if (node.type !== "leafDirective") return undefined;
  const attributes = node.attributes ?? {};
  if (node.name === "kfuncs") return { kind: "kfuncs", filter: attributes };
  const { name, scenario, region } = attributes;
  if (node.name !== "example" || !name) return undefined;
  return { kind: "example", key: name, ...(scenario && { scenario }), ...(region && { region }) };
}
