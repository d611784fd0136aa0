import { counted } from "../../../core/words/counted.ts";
import { element } from "./element.ts";
import { fieldRows } from "./field-text.ts";
import type { MachineState, ShownRegion } from "./machine-state.ts";

const ROW = 8;
/** Rows of one stretch of memory that are drawn; a packet of 64 KiB would be thousands. */
const MOST_ROWS = 24;

/** What memory is, in the order in which it is shown; what is none of these comes last. */
const kinds: readonly (readonly [kind: string, title: string])[] = [
  ["stack", "Stack"],
  ["packet", "Packet"],
  ["global", "Global variables"],
  ["map-value", "Values of maps"],
  ["context", "Context"],
];
const OTHERS = "Objects in memory";

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

/** The variables of global data by name, and other memory byte by byte. */
function contentsOf(region: ShownRegion): HTMLElement[] {
  const fields = fieldRows(region);
  if (fields.length > 0) {
    const rows = fields
      .slice(0, MOST_ROWS)
      .map(({ path, text, isChanged }) =>
        element(
          "tr",
          { class: isChanged ? "changed" : undefined },
          element("th", { scope: "row" }, path),
          element("td", {}, text),
        ),
      );
    return [element("table", { class: "fields-of" }, element("tbody", {}, ...rows)), ...leftOut(fields.length)];
  }
  const starts = rowsOf(region);
  const shown = starts.filter(
    (start, index) =>
      index < MOST_ROWS || [...region.changed].some((offset) => offset >= start && offset < start + ROW),
  );
  const table = element(
    "table",
    { class: "bytes" },
    element("tbody", {}, ...shown.map((start) => rowOf(region, start))),
  );
  return [table, ...leftOut(starts.length, shown.length)];
}

function leftOut(rows: number, shown = MOST_ROWS): HTMLElement[] {
  return rows > shown ? [element("p", {}, `${rows - shown} more rows are not shown.`)] : [];
}

function regionDetails(region: ShownRegion, isOpen: boolean): HTMLDetailsElement {
  return element(
    "details",
    { open: isOpen, "data-region": region.name },
    element(
      "summary",
      {},
      element("span", { class: region.changed.size > 0 ? "changed" : undefined }, region.name),
      ` ${counted(region.size, "byte")}`,
    ),
    ...contentsOf(region),
  );
}

/** A packet is what the run is about, and small enough to be looked at whole. */
const isInput = ({ kind, size }: ShownRegion): boolean => kind === "packet" && size <= MOST_ROWS * ROW;

/** Memory by what it is: packets and what the run has written are open, the rest closed; `opened` remembers what a reader opened or closed. */
export function memoryPanel({ regions }: MachineState, opened: Map<string, boolean>): HTMLElement {
  const known = new Map(kinds);
  const groups = [...kinds.map(([, title]) => title), OTHERS].map((title) => {
    const own = regions.filter(({ kind }) => (known.get(kind) ?? OTHERS) === title);
    const details = own.map((region) => {
      const made = regionDetails(region, opened.get(region.name) ?? (region.isWritten || isInput(region)));
      made.querySelector("summary")?.addEventListener("click", () => opened.set(region.name, !made.open));
      return made;
    });
    return details.length > 0 ? [element("p", { class: "part" }, title), ...details] : [];
  });
  return element("div", { class: "memory" }, ...groups.flat());
}
