import { element } from "./element.ts";
import type { ShownField } from "./fields-table.ts";
import { focusName } from "./keep-focus.ts";

/** What a reader opened, closed and chose in the panels: it stays from step to step. */
export interface PanelChoices {
  /** By what the details are about. */
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

/** Details about one thing; open as the reader left them, and else as `isOpen` says. */
export function keptDetails(
  about: string,
  isOpen: boolean,
  { opened }: PanelChoices,
  words: readonly (Node | string)[],
  ...contents: readonly HTMLElement[]
): HTMLDetailsElement {
  const summary = element("summary", focusName("details", about), ...words);
  const details = element("details", { open: opened.get(about) ?? isOpen }, summary, ...contents);
  summary.addEventListener("click", () => opened.set(about, !details.open));
  return details;
}

/** Details about a region or an object. */
export function namedDetails(
  { name, isChanged, words }: NamedSummary,
  isOpen: boolean,
  choices: PanelChoices,
  ...contents: readonly HTMLElement[]
): HTMLDetailsElement {
  const title = element("span", { class: isChanged ? "changed" : undefined }, name);
  return keptDetails(name, isOpen, choices, [title, ` ${words}`], ...contents);
}
