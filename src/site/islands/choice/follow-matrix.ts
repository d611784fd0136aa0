import { onChoice } from "./choice-event.ts";
import { readChoice } from "./stored-choice.ts";

/** Opens the matrix of another kernel than the page's. */
function openRelease(release: string): void {
  const link = document.querySelector<HTMLAnchorElement>(`nav.releases a[data-release="${CSS.escape(release)}"]`);
  if (link && link.getAttribute("aria-current") !== "page") location.assign(link.href);
}

/** Makes the column of a program type stand out, and no other. */
function markColumn(type: string): void {
  for (const cell of document.querySelectorAll(".matrix .chosen")) cell.classList.remove("chosen");
  const head = document.querySelector<HTMLTableCellElement>(`.matrix th[data-type="${CSS.escape(type)}"]`);
  if (!head) return;
  for (const { cells } of document.querySelectorAll<HTMLTableRowElement>(".matrix tr:not(.family)")) {
    cells[head.cellIndex]?.classList.add("chosen");
  }
}

/** On the matrix of one release: what the reader chooses elsewhere on the page holds in it. */
onChoice(({ release, type }) => {
  openRelease(release);
  markColumn(type);
});
markColumn(readChoice().type);
