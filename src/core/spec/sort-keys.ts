import { isMap, isScalar, isSeq, type Pair, type ParsedNode, parseDocument, type Scalar, type YAMLMap } from "yaml";
import type { Path } from "./path.ts";
import { keysAt, type Shape } from "./schema-shape.ts";

type ParsedPair = Pair<Scalar & ParsedNode, ParsedNode | null>;

/** A map whose keys do not stand in the order of the format. */
interface Unsorted {
  readonly map: YAMLMap;
  /** The pairs in the order of the format. */
  readonly sorted: readonly ParsedPair[];
}

/** Maps within maps, of which each round sorts the innermost; far above what a format has. */
const MOST_ROUNDS = 40;

/** The pairs in the order of the format; undefined where they stand so, or the format names none of the keys. */
function sortedPairs(map: YAMLMap, path: Path, shape: Shape): readonly ParsedPair[] | undefined {
  const order = keysAt(shape, path);
  const pairs = map.items as ParsedPair[];
  const placeOf = ({ key }: ParsedPair) => order.indexOf(String(key.value));
  if (pairs.some((pair) => !isScalar(pair.key) || placeOf(pair) < 0)) return undefined;
  const sorted = pairs.toSorted((left, right) => placeOf(left) - placeOf(right));
  return sorted.some((pair, at) => pair !== pairs[at]) ? sorted : undefined;
}

/** The innermost such maps, so that what is moved is sorted itself; none of them holds another. */
function findUnsorted(node: unknown, path: Path, shape: Shape): Unsorted[] {
  const entries = isMap(node)
    ? node.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : "", value] as const)
    : isSeq(node)
      ? [...node.items.entries()]
      : [];
  const inner = entries.flatMap(([step, value]) => findUnsorted(value, [...path, step], shape));
  if (inner.length > 0 || !isMap(node)) return inner;
  const sorted = sortedPairs(node, path, shape);
  return sorted ? [{ map: node, sorted }] : [];
}

const endOf = ({ key, value }: ParsedPair): number => (value ?? key).range[1];

/** Within brackets, the pairs change places and all between them stays. */
function sortInLine(text: string, { map, sorted }: Unsorted): string | undefined {
  const pairs = map.items as ParsedPair[];
  const textOf = (pair: ParsedPair) => text.slice(pair.key.range[0], endOf(pair));
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (!first || !last || text.slice(first.key.range[0], endOf(last)).includes("#")) return undefined;
  let [result, done] = ["", 0];
  for (const [at, pair] of pairs.entries()) {
    const next = sorted[at];
    if (next) result += text.slice(done, pair.key.range[0]) + textOf(next);
    done = endOf(pair);
  }
  return result + text.slice(done);
}

/** Where the lines of a pair begin: with the comments above it. */
function startOf(text: string, pair: ParsedPair, after: number): number {
  let start = text.lastIndexOf("\n", pair.key.range[0] - 1) + 1;
  for (;;) {
    const above = text.lastIndexOf("\n", start - 2) + 1;
    if (above < after || above >= start || !/^[ \t]*(#.*)?$/.test(text.slice(above, start - 1))) return start;
    start = above;
  }
}

/** Pairs on lines of their own change places with the comments above them and behind them. */
function sortLines(text: string, { map, sorted }: Unsorted): string | undefined {
  const pairs = map.items as ParsedPair[];
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (!first || !last) return undefined;
  const begin = first.key.range[0];
  const indent = " ".repeat(begin - text.lastIndexOf("\n", begin - 1) - 1);
  const starts = pairs.map((pair, at) => {
    const before = pairs[at - 1];
    return before ? startOf(text, pair, lineEnd(text, before)) : begin;
  });
  const end = lineEnd(text, last);
  const blocks = new Map(
    pairs.map((pair, at) => {
      const block = text.slice(starts[at], starts[at + 1] ?? end);
      return [pair, (at === 0 ? indent : "") + (block.endsWith("\n") ? block : `${block}\n`)] as const;
    }),
  );
  const lines = sorted.map((pair) => blocks.get(pair) ?? "").join("");
  const line = begin - indent.length;
  const mark = text.slice(line, begin);
  /* Comments above the key that comes to stand behind the dash of a list go above the dash. */
  const comments = /^(?:[ \t]*(?:#.*)?\n)*/.exec(lines)?.[0] ?? "";
  const above = mark.trim() === "" ? comments : comments.replace(/^[ \t]*(?=#)/gm, /^[ \t]*/.exec(mark)?.[0] ?? "");
  return text.slice(0, line) + above + mark + lines.slice(comments.length + indent.length) + text.slice(end);
}

/** After the end of the line on which a pair ends. */
function lineEnd(text: string, pair: ParsedPair): number {
  const at = endOf(pair);
  if (text[at - 1] === "\n") return at;
  const newline = text.indexOf("\n", at);
  return newline < 0 ? text.length : newline + 1;
}

/**
 * The text of a spec or of scenarios with the keys of each map in the order of the format; comments go with the key that they stand above
 * or beside, and all else stays as it is written. A map with comments between its brackets, or with keys that the format does not have,
 * stays as it is.
 */
export function sortKeys(text: string, shape: Shape): string {
  let sorted = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { contents, errors } = parseDocument(sorted, { keepSourceTokens: true });
    const found = errors.length > 0 ? [] : findUnsorted(contents, [], shape);
    const before = sorted;
    /* From the last on: those before keep their places. */
    for (const each of found.toReversed()) {
      sorted = (each.map.flow ? sortInLine(sorted, each) : sortLines(sorted, each)) ?? sorted;
    }
    if (sorted === before) break;
  }
  return sorted;
}
