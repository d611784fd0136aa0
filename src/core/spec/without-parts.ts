import { type Document, isMap, isScalar, isSeq, type ParsedNode, parseDocument } from "yaml";
import type { Path } from "./path.ts";

/** Where something is wrong, and whether the key or entry alone goes, rather than the part of the file that it belongs to. */
export interface WrongPlace {
  readonly offset: number;
  readonly alone: boolean;
}

/** What can be told without the rest of its file, as ways to it; `*` is any key or number. The longest that fits counts. */
const parts: readonly Path[] = [
  ["*"],
  ["errors", "*"],
  ["params", "*"],
  ["params", "*", "members", "*"],
  ["scenarios", "*"],
  ["front", "*"],
  ["families", "*"],
  ["redirects", "*"],
];

/** Keys without which a file says nothing. */
const indispensable = new Set(["name", "source", "program", "scenarios"]);

const rangeOf = (node: unknown): readonly [start: number, end: number] => {
  const [start, end] = (node as ParsedNode | null)?.range ?? [0, 0];
  return [start, end];
};

/** The way to the innermost key or entry around the offset. */
function pathAt(node: unknown, offset: number): Path {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue;
      const [start, keyEnd] = rangeOf(key);
      const end = Math.max(keyEnd, rangeOf(value)[1]);
      if (offset >= start && offset < end) return [String(key.value), ...pathAt(value, offset)];
    }
  }
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      const [start, end] = rangeOf(item);
      if (offset >= start && offset < end) return [index, ...pathAt(item, offset)];
    }
  }
  return [];
}

const fits = (part: Path, path: Path) =>
  part.length <= path.length && part.every((step, at) => step === "*" || step === path[at]);

/** The way to what goes with something wrong at the end of a way; undefined where that is the whole file. */
function partAround(path: Path): Path | undefined {
  const length = Math.max(0, ...parts.filter((part) => fits(part, path)).map((part) => part.length));
  const isWhole = length === 0 || (length === 1 && indispensable.has(String(path[0])));
  return isWhole ? undefined : path.slice(0, length);
}

/** A list or map of which nothing is left goes, too. */
function remove(document: Document.Parsed, path: Path): void {
  document.deleteIn(path);
  const around = path.slice(0, -1);
  const left = around.length > 0 ? document.getIn(around) : undefined;
  if ((isMap(left) || isSeq(left)) && left.items.length === 0) document.deleteIn(around);
}

/** Of two entries of a list the later one goes first: the number of the other stays right. */
function laterFirst(left: Path, right: Path): number {
  const at = left.findIndex((step, index) => step !== right[index]);
  const [one, other] = [left[at], right[at]];
  return typeof one === "number" && typeof other === "number" ? other - one : 0;
}

/**
 * A spec, scenarios or settings as YAML that says the same but for the parts around some places. Undefined where it can't be read, or
 * nothing would be left of it.
 */
export function withoutParts(text: string, places: readonly WrongPlace[]): string | undefined {
  const document = parseDocument(text, { uniqueKeys: false, logLevel: "silent" });
  if (document.errors.length > 0) return undefined;
  const gone = new Map<string, Path>();
  for (const { offset, alone } of places) {
    const path = pathAt(document.contents, offset);
    const part = alone && path.length > 1 ? path : partAround(path);
    if (!part) return undefined;
    gone.set(JSON.stringify(part), part);
  }
  for (const path of [...gone.values()].sort(laterFirst)) if (document.hasIn(path)) remove(document, path);
  return document.toString({ lineWidth: 0 });
}
