import type { StarlightExpressiveCodeOptions } from "@astrojs/starlight/expressive-code";
import { visit } from "unist-util-visit";

type Plugin = Exclude<NonNullable<StarlightExpressiveCodeOptions["plugins"]>[number], readonly unknown[]>;

/** Lets the keyboard scroll a wide code block without JavaScript too, and keeps it out of the list of landmarks. */
export function scrollableCode(): Plugin {
  return {
    name: "scrollable-code",
    hooks: {
      postprocessRenderedBlock: ({ renderData }) => {
        visit(renderData.blockAst, "element", (node) => {
          if (node.tagName === "pre") Object.assign(node.properties, { tabIndex: 0, role: "group" });
        });
      },
    },
  };
}
