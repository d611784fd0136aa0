import { element } from "./element.ts";
import type { ShownField } from "./fields-table.ts";

/** What a reader opened, closed and chose in the panels: it stays from step to step. */
export interface PanelChoices {
  /** By region. */
  readonly opened: Map<string, boolean>;
  /** The field whose bytes are marked, by region. */
  readonly chosen: Map<string, ShownField>;
}

/** What is said of a region or object before it is opened. */
export interface NamedSummary {
  readonly name: string;
  readonly isChanged: boolean;
  /** What stands behind the name. */
  readonly words: string;
}

/** Details about a region or an object; open as the reader left them, and else as `isOpen` says. */
export function namedDetails(
  { name, isChanged, words }: NamedSummary,
  isOpen: boolean,
  { opened }: PanelChoices,
  ...contents: readonly HTMLElement[]
): HTMLDetailsElement {
  const summary = element(
    "summary",
    {},
    element("span", { class: isChanged ? "changed" : undefined }, name),
    ` ${words}`,
  );
  const details = element("details", { open: opened.get(name) ?? isOpen, "data-region": name }, summary, ...contents);
  summary.addEventListener("click", () => opened.set(name, !details.open));
  return details;
}
