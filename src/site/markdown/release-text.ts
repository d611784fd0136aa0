import type { PhrasingContent, Root } from "mdast";
import type { TextDirective } from "mdast-util-directive";
import { visit } from "unist-util-visit";
import { compareVersions } from "../../core/spec/versions.ts";
import type { PageNames } from "../../node/pages/page-names.ts";

/** The badge of `:since` and `:until`, undefined for other directives. */
export const releaseBadge = ({ name, attributes }: TextDirective): string | undefined =>
  ({ since: `since ${attributes?.release}`, until: `up to ${attributes?.release}` })[name];

const holds: Readonly<Record<string, (release: string, limit: string) => boolean>> = {
  since: (release, limit) => compareVersions(release, limit) >= 0,
  until: (release, limit) => compareVersions(release, limit) <= 0,
};

/**
 * `:since[…]{release=6.12}` and `:until[…]` become text with a badge behind it. `data-in` names the known releases for which it
 * holds: what a reader's choice is held against.
 */
export function releaseText({ releases = [] }: PageNames) {
  return (tree: Root): void => {
    visit(tree, "textDirective", (node: TextDirective) => {
      const badge = releaseBadge(node);
      const limit = node.attributes?.release ?? "";
      if (badge === undefined) return;
      const within = releases.filter((release) => holds[node.name]?.(release, limit));
      const text: PhrasingContent = { type: "emphasis", children: node.children, data: { hName: "span" } };
      const note: PhrasingContent = {
        type: "emphasis",
        children: [{ type: "text", value: badge }],
        data: { hName: "span", hProperties: { className: ["release-badge"] } },
      };
      node.children = [text, { type: "text", value: " " }, note];
      node.data = { hName: "span", hProperties: { className: ["release-text"], dataIn: within.join(" ") } };
    });
  };
}
