import type { BlockContent, DefinitionContent, PhrasingContent } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";

export interface NoteParts {
  /** In words: "Note". */
  readonly kind: string;
  /** What stands between the brackets after its name. */
  readonly label?: PhrasingContent[];
  readonly text: (BlockContent | DefinitionContent)[];
}

/** A note apart from its label, which the parser makes its first paragraph. */
export function noteTitle({ name, children }: ContainerDirective): NoteParts {
  const kind = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const [first, ...text] = children;
  if (first?.type !== "paragraph" || first.data?.directiveLabel !== true) return { kind, text: children };
  return { kind, label: first.children, text };
}
