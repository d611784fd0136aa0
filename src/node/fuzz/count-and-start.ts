import { randomInt } from "node:crypto";
import { UsageError } from "../reports/usage-error.ts";

const COUNT = 100_000;
const MOST = 2 ** 31;

function wholeNumber(text: string, least: number, usage: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value < MOST) return value;
  throw new UsageError(`${text} is no whole number from ${least} to ${MOST - 1}`, usage);
}

/** How many to try, and the number that all of them follow from: any one where it is not given. Throws `UsageError`. */
export function countAndStart(args: readonly string[], usage: string): { count: number; start: number } {
  const [count, start, more] = args;
  if (more !== undefined) throw new UsageError(`There is nothing that ${more} could mean`, usage);
  return {
    count: count === undefined ? COUNT : wholeNumber(count, 1, usage),
    start: start === undefined ? randomInt(MOST) : wholeNumber(start, 0, usage),
  };
}
