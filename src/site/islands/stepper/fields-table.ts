import { counted } from "../../../core/words/counted.ts";
import { element } from "./element.ts";

/** Rows of one table that are drawn. */
const MOST_ROWS = 64;

/** A row of a table of fields. */
export interface ShownField {
  readonly path: string;
  /** What stands first in the row; the path where it is absent. */
  readonly name?: string;
  readonly offset: number;
  readonly size: number;
  readonly text: string;
  readonly isChanged: boolean;
  readonly type?: string;
}

export interface FieldGroup {
  readonly title?: string;
  readonly fields: readonly ShownField[];
}

export interface Choosing {
  /** The path of the field whose bytes are marked. */
  readonly chosen: string | undefined;
  /** The reader chose a field, or none any more. */
  choose(field: ShownField | undefined): void;
}

const PRESSED = "aria-pressed";

/** The name of a field as a button that marks its bytes; pressed again it marks none. */
function chooser(field: ShownField, { chosen, choose }: Choosing): HTMLElement {
  const { path, name = path } = field;
  const button = element(
    "button",
    { type: "button", class: "field", title: "Mark its bytes", [PRESSED]: `${chosen === path}` },
    name,
  );
  button.addEventListener("click", () => {
    const isChosen = button.getAttribute(PRESSED) === "true";
    for (const other of button.closest("table")?.querySelectorAll(`[${PRESSED}]`) ?? [])
      other.setAttribute(PRESSED, "false");
    button.setAttribute(PRESSED, `${!isChosen}`);
    choose(isChosen ? undefined : field);
  });
  return button;
}

function rowOf(field: ShownField, choosing: Choosing | undefined): HTMLElement {
  const { path, name = path, offset, text, isChanged, type } = field;
  return element(
    "tr",
    { class: isChanged ? "changed" : undefined },
    element(
      "th",
      { scope: "row" },
      choosing ? chooser(field, choosing) : name,
      type === undefined ? undefined : element("span", { class: "type" }, ` ${type}`),
    ),
    element("td", { class: "offset" }, `+${offset}`),
    element("td", {}, text),
  );
}

/** Fields with offset and value. With `choosing` a field can be chosen, so that its bytes are marked. */
export function fieldsTable(groups: readonly FieldGroup[], choosing?: Choosing): HTMLElement[] {
  let left = MOST_ROWS;
  const bodies = groups.map(({ title, fields }) => {
    const shown = fields.slice(0, left);
    left -= shown.length;
    const head =
      title === undefined ? [] : [element("tr", {}, element("th", { scope: "rowgroup", colspan: 3 }, title))];
    return element("tbody", {}, ...head, ...shown.map((field) => rowOf(field, choosing)));
  });
  const all = groups.reduce((sum, { fields }) => sum + fields.length, 0);
  const columns = ["name", "offset", "value"].map((name) => element("col", { class: name }));
  const table = element("table", { class: "fields-of" }, element("colgroup", {}, ...columns), ...bodies);
  return [table, ...(all > MOST_ROWS ? [element("p", {}, `Not shown: ${counted(all - MOST_ROWS, "more row")}.`)] : [])];
}
