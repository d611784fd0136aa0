import type { Timeline } from "../../../core/emulator/outcome.ts";
import { element } from "./element.ts";
import { lineCounts } from "./machine-state.ts";

/** A list of lines of which one is the current. */
export interface LinePanel {
  readonly panel: HTMLElement;
  /** `next` is where the run goes on. */
  show(current: number | undefined, next: number | undefined): void;
}

/** The rows that ran can be clicked: `runTo` is told of the row's number. */
function linePanel(
  label: string,
  kind: string,
  rows: ReadonlyMap<number, HTMLElement>,
  runTo: (number: number) => void,
): LinePanel {
  for (const [number, row] of rows) {
    if (!row.classList.contains("ran")) continue;
    row.title = "Run to here";
    row.addEventListener("click", () => hasSelection() || runTo(number));
  }
  const list = element("ol", {}, ...rows.values());
  const panel = element("div", { class: `lines ${kind}`, role: "group", "aria-label": label, tabindex: 0 }, list);
  let marked: HTMLElement[] = [];
  const mark = (number: number | undefined, name: string) => {
    const row = number === undefined ? undefined : rows.get(number);
    if (!row) return;
    row.classList.add(name);
    marked.push(row);
  };
  return {
    panel,
    show(current, next) {
      for (const row of marked) row.classList.remove("now", "next");
      for (const row of marked) row.removeAttribute("aria-current");
      marked = [];
      mark(current, "now");
      if (next !== current) mark(next, "next");
      const row = current === undefined ? undefined : rows.get(current);
      row?.setAttribute("aria-current", "step");
      if (row) keepInSight(panel, row);
    },
  };
}

/** Whoever selects text does not click. */
const hasSelection = (): boolean => getSelection()?.isCollapsed === false;

/** Scrolls the panel, which its rows are placed in, never the page. */
function keepInSight(panel: HTMLElement, row: HTMLElement): void {
  const top = row.offsetTop;
  const isSeen = top >= panel.scrollTop && top + row.offsetHeight <= panel.scrollTop + panel.clientHeight;
  if (!isSeen) panel.scrollTop = top - panel.clientHeight / 2;
}

/** The C source, with how often each line ran. */
export function sourcePanel(text: string, timeline: Timeline, runTo: (line: number) => void): LinePanel {
  const counts = lineCounts(timeline);
  const rows = text
    .replace(/\n$/, "")
    .split("\n")
    .map((line, index) => {
      const count = counts.get(index + 1);
      const times = count === undefined ? "" : count === 1 ? "ran" : `ran ×${count}`;
      return [
        index + 1,
        element(
          "li",
          { class: count === undefined ? undefined : "ran" },
          element("span", { class: "number" }, `${index + 1}`),
          element("code", {}, line || " "),
          element("span", { class: "times" }, times),
        ),
      ] as const;
    });
  return linePanel("C source", "source", new Map(rows), runTo);
}

/** The program's instructions. */
export function instructionPanel({ code, steps }: Timeline, runTo: (slot: number) => void): LinePanel {
  const ran = new Set(steps.map(({ slot }) => slot));
  const rows = code.map(
    ({ slot, text }) =>
      [
        slot,
        element(
          "li",
          { class: ran.has(slot) ? "ran" : undefined },
          element("span", { class: "number" }, `${slot}`),
          element("code", {}, text),
        ),
      ] as const,
  );
  return linePanel("Instructions", "instructions", new Map(rows), runTo);
}
