import type { BasicBlock } from "../../../isa/control-flow.ts";
import { isNumber, LOW_HALF, type Range, type Ranges } from "./range.ts";

type Narrow = (range: Range, than: number) => Range;

const below: Narrow = ({ low, high }, than) => ({ low, high: Math.min(high, than - 1) });
const upTo: Narrow = ({ low, high }, than) => ({ low, high: Math.min(high, than) });
const above: Narrow = ({ low, high }, than) => ({ low: Math.max(low, than + 1), high });
const from: Narrow = ({ low, high }, than) => ({ low: Math.max(low, than), high });
const equal: Narrow = (_range, than) => ({ low: than, high: than });
const unequal: Narrow = ({ low, high }, than) => ({
  low: low === than ? low + 1 : low,
  high: high === than ? high - 1 : high,
});

/** What a comparison leaves of a range, where it holds and where it does not. */
const narrowing: Readonly<Record<string, readonly [Narrow, Narrow]>> = {
  eq: [equal, unequal],
  ne: [unequal, equal],
  lt_u: [below, from],
  le_u: [upTo, above],
  gt_u: [above, upTo],
  ge_u: [from, below],
};

/** What is known where a block goes on at one of its successors. */
export function followJump(
  { last: { operation, instruction }, successors }: BasicBlock,
  ranges: Ranges,
  to: number,
): Ranges {
  const [next, target] = successors;
  if (operation.kind !== "jump-if" || operation.operand !== "immediate" || next === target) return ranges;
  const { dst, imm } = instruction;
  const range = ranges[dst];
  const narrow = narrowing[operation.row.wasm]?.[to === target ? 0 : 1];
  const than = operation.width === 32 ? imm >>> 0 : imm;
  if (!isNumber(range) || !narrow || than < 0 || (operation.width === 32 && range.high > LOW_HALF.high)) return ranges;
  const left = narrow(range, than);
  // What can't happen needs no better answer.
  return left.low <= left.high && left.low >= range.low && left.high <= range.high ? ranges.with(dst, left) : ranges;
}
