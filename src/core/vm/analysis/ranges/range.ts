/**
 * What a register holds: a number, from `low` to `high`; or, with a base, a pointer so many bytes behind the start of the
 * global data with that index.
 */
export interface Range {
  readonly base?: number;
  readonly low: number;
  readonly high: number;
}

/** Undefined where nothing is known. */
export type Known = Range | undefined;

/** By register. */
export type Ranges = readonly Known[];

/** Numbers beyond are not followed; all below are exact in JavaScript. */
const MOST = 2 ** 48;

/** Nor are pointers farther from the start of their data, in bytes: another region may lie there. */
const MOST_DISTANCE = 2 ** 28;

export const LOW_HALF: Range = { low: 0, high: 2 ** 32 - 1 };

export const isNumber = (known: Known): known is Range => known !== undefined && known.base === undefined;

/** A number in so many bits without a sign; undefined where some would be beyond. */
export const numbers = (low: number, high: number): Known => (low >= 0 && high < MOST ? { low, high } : undefined);

export const exactly = (value: number): Known => numbers(value, value);

/** Pointers into global data. */
export const pointers = (base: number, low: number, high: number): Known =>
  low >= -MOST_DISTANCE && high <= MOST_DISTANCE ? { base, low, high } : undefined;

/** A range moved up by a number, or down; pointers move, too. */
export function moved(known: Known, low: number, high: number): Known {
  if (!known) return undefined;
  const [from, to] = [known.low + low, known.high + high];
  return known.base === undefined ? numbers(from, to) : pointers(known.base, from, to);
}

const same = (left: Known, right: Known): boolean =>
  left === right ||
  (left?.base === right?.base && left?.low === right?.low && left?.high === right?.high && !left === !right);

export function join(left: Known, right: Known): Known {
  if (!left || !right || left.base !== right.base) return undefined;
  return { ...left, low: Math.min(left.low, right.low), high: Math.max(left.high, right.high) };
}

/** Where a range that grows from round to round may come to rest. */
const RESTS = [2 ** 8, 2 ** 16, 2 ** 32];

/** A range that grew, as far as it may still grow: so that following a loop comes to an end. */
export function widen(before: Known, after: Known): Known {
  if (!before || !after || same(before, after)) return after;
  const rest = RESTS.find((each) => after.high < each);
  if (after.base !== undefined || (after.high > before.high && rest === undefined)) return undefined;
  return {
    low: after.low < before.low ? 0 : after.low,
    high: after.high > before.high ? (rest ?? after.high) - 1 : after.high,
  };
}

export const sameRanges = (left: Ranges, right: Ranges): boolean =>
  left.every((known, index) => same(known, right[index]));

export const joinRanges = (left: Ranges, right: Ranges): Ranges =>
  left.map((known, index) => join(known, right[index]));

export const widenRanges = (before: Ranges, after: Ranges): Ranges =>
  before.map((known, index) => widen(known, after[index]));
