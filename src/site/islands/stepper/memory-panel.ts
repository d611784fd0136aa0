import { element } from "./element.ts";
import type { MachineState, ShownRegion } from "./machine-state.ts";

const ROW = 8;
/** Rows of one stretch of memory that are drawn; a packet of 64 KiB would be thousands. */
const MOST_ROWS = 24;

const twoDigits = (byte: number | undefined) => (byte === undefined ? "··" : byte.toString(16).padStart(2, "0"));

/** Offsets of a stack are counted from the frame pointer, as its addresses are in code. */
const offsetText = ({ kind, size }: ShownRegion, offset: number) =>
  kind === "stack" ? `${offset - size}` : `+${offset}`;

function rowOf(region: ShownRegion, start: number): HTMLElement {
  const offsets = Array.from({ length: Math.min(ROW, region.size - start) }, (_, index) => start + index);
  const bytes = offsets.map((offset) =>
    element("span", { class: region.changed.has(offset) ? "changed" : undefined }, twoDigits(region.bytes.get(offset))),
  );
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, offsetText(region, start)),
    element("td", {}, ...bytes.flatMap((byte) => [byte, " "])),
  );
}

/** Starts of the rows in which something is known. */
function rowsOf({ size, bytes }: ShownRegion): number[] {
  const starts = new Set([...bytes.keys()].map((offset) => offset - (offset % ROW)));
  return [...starts].filter((start) => start < size).sort((left, right) => left - right);
}

function regionDetails(region: ShownRegion, isOpen: boolean): HTMLDetailsElement {
  const starts = rowsOf(region);
  const shown = starts.filter(
    (start, index) =>
      index < MOST_ROWS || [...region.changed].some((offset) => offset >= start && offset < start + ROW),
  );
  const left = starts.length - shown.length;
  return element(
    "details",
    { open: isOpen, "data-region": region.name },
    element(
      "summary",
      {},
      element("span", { class: region.changed.size > 0 ? "changed" : undefined }, region.name),
      ` ${region.size} bytes`,
    ),
    element("table", { class: "bytes" }, element("tbody", {}, ...shown.map((start) => rowOf(region, start)))),
    left > 0 ? element("p", {}, `${left} more rows of ${ROW} bytes are not shown.`) : undefined,
  );
}

/** Memory: what the run has written is open, the rest closed; `opened` remembers what a reader opened or closed. */
export function memoryPanel({ regions }: MachineState, opened: Map<string, boolean>): HTMLElement {
  const order = (region: ShownRegion) => (region.isWritten ? 0 : 1);
  const shown = regions
    .toSorted((left, right) => order(left) - order(right))
    .map((region) => {
      const details = regionDetails(region, opened.get(region.name) ?? region.isWritten);
      details.querySelector("summary")?.addEventListener("click", () => {
        opened.set(region.name, !details.open);
      });
      return details;
    });
  return element("div", { class: "memory" }, element("p", { class: "part" }, "Memory"), ...shown);
}
