import { counted } from "../../../core/words/counted.ts";
import { bytesTable, MOST_BYTES } from "./bytes-table.ts";
import { element } from "./element.ts";
import { fieldRows, isFieldChanged } from "./field-text.ts";
import { type FieldGroup, fieldsTable, type ShownField } from "./fields-table.ts";
import type { MachineState, ShownRegion } from "./machine-state.ts";
import { namedDetails, type PanelChoices } from "./named-details.ts";
import { packetLayers } from "./packet-fields.ts";

/** What memory is, in the order in which it is shown; what is none of these comes last. */
const kinds: readonly (readonly [kind: string, title: string])[] = [
  ["packet", "Packet"],
  ["stack", "Stack"],
  ["global", "Global variables"],
  ["map-value", "Values of maps"],
  ["context", "Context"],
];
const OTHERS = "Other memory";

/** Memory of these kinds is shown with the objects of the kernel. */
export const objectKinds: ReadonlySet<string> = new Set(["object", "allocated", "map"]);

/** A packet by its headers, and other memory by its variables or members. */
function groupsOf(region: ShownRegion): FieldGroup[] {
  const layers = packetLayers(region).map(({ title, size, fields }) => ({
    title: `${title}, ${counted(size, "byte")}`,
    fields: fields.map((field) => ({ ...field, isChanged: isFieldChanged(field, region) })),
  }));
  const fields = fieldRows(region);
  return fields.length > 0 ? [...layers, { fields }] : layers;
}

/** Bytes are shown of memory that has some of its own; global variables are read by their names alone. */
const hasBytes = ({ kind, about, bytes, fields }: ShownRegion): boolean =>
  bytes.size > 0 && !about.unknown && (kind !== "global" || fields.length === 0);

function contentsOf(region: ShownRegion, { chosen }: PanelChoices): HTMLElement[] {
  const groups = groupsOf(region);
  if (!hasBytes(region)) return fieldsTable(groups);
  const bytes = bytesTable(region);
  const mark = (field: ShownField | undefined) => bytes.mark(field?.offset ?? 0, field?.size ?? 0);
  mark(chosen.get(region.name));
  const choose = (field: ShownField | undefined) => {
    if (field) chosen.set(region.name, field);
    else chosen.delete(region.name);
    mark(field);
  };
  const fields = groups.length > 0 ? fieldsTable(groups, { chosen: chosen.get(region.name)?.path, choose }) : [];
  return [...fields, ...bytes.parts];
}

/** Members that the program may not read in its context. */
function notReadable({ about: { unknown = [] } }: ShownRegion): HTMLElement[] {
  if (unknown.length === 0) return [];
  return [element("p", { class: "unknown" }, `Not readable for this program: ${unknown.join(", ")}.`)];
}

/** A packet is what the run is about, and small enough to be looked at whole. */
const isInput = ({ kind, size }: ShownRegion): boolean => kind === "packet" && size <= MOST_BYTES;

function regionDetails(region: ShownRegion, choices: PanelChoices): HTMLDetailsElement {
  const { name, size, about, changed, isWritten } = region;
  const words = `${about.type ? `${about.type}, ` : ""}${counted(size, "byte")}`;
  const summary = { name, isChanged: changed.size > 0, words };
  const contents = [...contentsOf(region, choices), ...notReadable(region)];
  return namedDetails(summary, isWritten || isInput(region), choices, ...contents);
}

/** Memory by what it is: packets and what the run has written are open, the rest closed. */
export function memoryPanel({ regions }: MachineState, choices: PanelChoices): HTMLElement {
  const known = new Map(kinds);
  const groups = [...kinds.map(([, title]) => title), OTHERS].map((title) => {
    const own = regions.filter(({ kind }) => !objectKinds.has(kind) && (known.get(kind) ?? OTHERS) === title);
    const details = own.map((region) => regionDetails(region, choices));
    return details.length > 0 ? [element("p", { class: "part" }, title), ...details] : [];
  });
  return element("div", { class: "memory" }, ...groups.flat());
}
