import { onChoice } from "./choice-event.ts";
import { readChoice } from "./stored-choice.ts";

const linkOf = (release: string): HTMLAnchorElement | null =>
  document.querySelector(`nav.releases a[data-release="${CSS.escape(release)}"]`);

/** Opens the matrix of another kernel than the page's. */
function openRelease(release: string): void {
  const link = linkOf(release);
  if (link && link.getAttribute("aria-current") !== "page") location.assign(link.href);
}

/** Says of one link to a matrix that it is of the reader's kernel; the page may be of another. */
function markRelease(release: string): void {
  for (const words of document.querySelectorAll("nav.releases .yours")) words.remove();
  const words = document.createElement("span");
  words.className = "yours";
  words.textContent = " your kernel";
  linkOf(release)?.append(words);
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
  markRelease(release);
  markColumn(type);
});
const kept = readChoice();
markRelease(kept.release);
markColumn(kept.type);
