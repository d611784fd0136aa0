import { counted } from "../../../core/words/counted.ts";
import { element } from "./element.ts";
import type { ShownRegion } from "./machine-state.ts";

const ROW = 8;
/** Rows of one stretch of memory that are drawn; a packet of 64 KiB would be thousands. */
const MOST_ROWS = 24;
/** Larger memory is not drawn as a whole. In bytes. */
export const MOST_BYTES = MOST_ROWS * ROW;

const twoDigits = (byte: number | undefined) => (byte === undefined ? "··" : byte.toString(16).padStart(2, "0"));
const isPrintable = (byte: number) => byte >= 0x20 && byte < 0x7f;

function letter(byte: number | undefined): string {
  if (byte === undefined) return " ";
  return isPrintable(byte) ? String.fromCharCode(byte) : ".";
}

/** Offsets of a stack are counted from the frame pointer, as its addresses are in code. */
const offsetText = ({ kind, size }: ShownRegion, offset: number) =>
  kind === "stack" ? `${offset - size}` : `+${offset}`;

function cells(region: ShownRegion, offsets: readonly number[], text: (byte: number | undefined) => string) {
  return offsets.map((offset) => {
    const isChanged = region.changed.has(offset);
    return element(
      "span",
      { class: isChanged ? "changed" : undefined, "data-offset": offset },
      text(region.bytes.get(offset)),
    );
  });
}

/** Where pointers lead that begin in a row. */
function pointersIn({ targets }: ShownRegion, offsets: readonly number[]): string {
  return offsets
    .flatMap((offset) => targets.get(offset) ?? [])
    .filter((target) => target !== "NULL")
    .map((target) => `→ ${target}`)
    .join(" ");
}

function rowOf(region: ShownRegion, start: number): HTMLElement {
  const offsets = Array.from({ length: Math.min(ROW, region.size - start) }, (_, index) => start + index);
  const leads = pointersIn(region, offsets);
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, offsetText(region, start)),
    element("td", { class: "hex-bytes" }, ...cells(region, offsets, twoDigits).flatMap((byte) => [byte, " "])),
    leads === ""
      ? element("td", { class: "letters", "aria-hidden": "true" }, ...cells(region, offsets, letter))
      : element("td", { class: "leads" }, leads),
  );
}

/** Starts of the rows in which something is known. */
function rowsOf({ size, bytes }: ShownRegion): number[] {
  const starts = new Set([...bytes.keys()].map((offset) => offset - (offset % ROW)));
  return [...starts].filter((start) => start < size).sort((left, right) => left - right);
}

export interface BytesTable {
  readonly parts: readonly HTMLElement[];
  /** Marks these bytes, and no others. */
  mark(offset: number, size: number): void;
}

/** Memory byte by byte, with where its pointers lead, or else the letters that the bytes are in ASCII. */
export function bytesTable(region: ShownRegion): BytesTable {
  const starts = rowsOf(region);
  const isChanged = (start: number) => [...region.changed].some((offset) => offset >= start && offset < start + ROW);
  const shown = starts.filter((start, index) => index < MOST_ROWS || isChanged(start));
  const rows = shown.map((start) => rowOf(region, start));
  const table = element("table", { class: "bytes" }, element("tbody", {}, ...rows));
  const more = starts.length - shown.length;
  return {
    parts: [table, ...(more > 0 ? [element("p", {}, `Not shown: ${counted(more, "more row")}.`)] : [])],
    mark(offset, size) {
      for (const cell of table.querySelectorAll<HTMLElement>("[data-offset]")) {
        const at = Number(cell.dataset.offset);
        cell.classList.toggle("chosen", at >= offset && at < offset + size);
      }
    },
  };
}
