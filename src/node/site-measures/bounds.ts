import { NARROWEST, type PageMeasures } from "./measure-page.ts";
import { totalWeight } from "./visit.ts";

/** What a page may not exceed. */
interface Bound {
  readonly name: string;
  /** The kinds of pages that it holds for; undefined for all. */
  readonly kinds?: readonly string[];
  /** What is wrong, in words; nothing where the page keeps the bound. */
  readonly broken: (measures: PageMeasures) => readonly string[];
}

/** Bytes. */
const MOST_WEIGHT = 100_000;
const MOST_SCRIPT = 20_000;
/** Of what the browser calls a layout shift: the part of the window that moved, by how far. */
const MOST_SHIFT = 0.01;

const above = (value: number, most: number, unit: string) => (value < most ? [] : [`${value} ${unit}, of ${most}`]);

export const bounds: readonly Bound[] = [
  {
    name: "weight",
    kinds: ["kfunc", "undescribed kfunc"],
    broken: ({ visit }) => above(totalWeight(visit.weight), MOST_WEIGHT, "bytes"),
  },
  { name: "script for reading", broken: ({ visit }) => above(visit.readingScript, MOST_SCRIPT, "bytes") },
  { name: "layout shift", broken: ({ visit }) => above(visit.arrival.shift, MOST_SHIFT, "") },
  { name: "layout shift of a slow page", broken: ({ slowShift }) => above(slowShift, MOST_SHIFT, "") },
  { name: "other hosts", broken: ({ visit }) => visit.foreign },
  { name: `width at ${NARROWEST} pixels`, broken: ({ width }) => above(width, NARROWEST + 1, "pixels") },
  { name: "axe, light", broken: ({ axe }) => axe.light },
  { name: "axe, dark", broken: ({ axe }) => axe.dark },
];

/** What a page breaks, each in a line. */
export const brokenBounds = (measures: PageMeasures): string[] =>
  bounds
    .filter(({ kinds }) => !kinds || kinds.includes(measures.kind))
    .flatMap(({ name, broken }) => broken(measures).map((words) => `${name}: ${words}`));
