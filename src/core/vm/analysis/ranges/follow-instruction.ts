import type { DescribedInstruction } from "../../../isa/control-flow.ts";
import { BPF_PSEUDO_MAP_IDX_VALUE, FRAME_POINTER } from "../../../isa/encoding.ts";
import type { Instruction } from "../../../isa/instruction.ts";
import type { OperationOf } from "../../../isa/operation.ts";
import { registerBit } from "../../../isa/register-use.ts";
import { writtenBy } from "../written-registers.ts";
import { exactly, isNumber, type Known, LOW_HALF, moved, numbers, pointers, type Range, type Ranges } from "./range.ts";

/** All bits that a number up to this one may have. */
function bitsUpTo(high: number): number {
  let next = 1;
  while (next <= high) next *= 2;
  return next - 1;
}

const scaled = ({ low, high }: Range, factor: number): Known => numbers(low * factor, high * factor);

type Apply = (left: Known, right: Known) => Known;

/** Where both are numbers. */
const onNumbers =
  (apply: (left: Range, right: Range) => Known): Apply =>
  (left, right) =>
    isNumber(left) && isNumber(right) ? apply(left, right) : undefined;

/** Where the right one is known exactly. */
const byConstant =
  (apply: (left: Range, constant: number) => Known): Apply =>
  (left, right) =>
    isNumber(left) && isNumber(right) && right.low === right.high ? apply(left, right.low) : undefined;

const combined = onNumbers((left, right) => numbers(0, bitsUpTo(Math.max(left.high, right.high))));

/** What the operations give, by the names of their rows. Those that are missing give anything. */
const operations: Readonly<Record<string, Apply>> = {
  mov: (_left, right) => right,
  add: (left, right) =>
    isNumber(right)
      ? moved(left, right.low, right.high)
      : isNumber(left)
        ? moved(right, left.low, left.high)
        : undefined,
  sub: (left, right) => (isNumber(right) ? moved(left, -right.high, -right.low) : undefined),
  mul: onNumbers((left, right) => numbers(left.low * right.low, left.high * right.high)),
  and: (left, right) => {
    const highs = [left, right].flatMap((each) => (isNumber(each) ? [each.high] : []));
    return highs.length > 0 ? numbers(0, Math.min(...highs)) : undefined;
  },
  or: combined,
  xor: combined,
  lsh: byConstant((left, bits) => scaled(left, 2 ** bits)),
  rsh: byConstant(({ low, high }, bits) => numbers(Math.floor(low / 2 ** bits), Math.floor(high / 2 ** bits))),
  div: byConstant(({ low, high }, by) => (by > 0 ? numbers(Math.floor(low / by), Math.floor(high / by)) : undefined)),
  mod: onNumbers(({ high }, by) => (by.low > 0 ? numbers(0, Math.min(high, by.high - 1)) : undefined)),
};

const lowHalf = (known: Known): Range => (isNumber(known) && known.high <= LOW_HALF.high ? known : LOW_HALF);

function arithmetic(operation: OperationOf<"arithmetic">, { dst, src, imm }: Instruction, ranges: Ranges): Known {
  const { row, width, operand } = operation;
  const right = operand === "register" ? ranges[src] : constant(row.name, width, imm);
  if (operand === "register" && shifts.has(row.name)) return width === 32 ? LOW_HALF : undefined;
  const apply = operations[row.name];
  if (width === 32) return lowHalf(apply?.(lowHalf(ranges[dst]), lowHalf(right)));
  if (operand === "immediate" && imm < 0 && row.name === "add") return moved(ranges[dst], imm, imm);
  if (row.name === "rsh" && operand === "immediate" && !ranges[dst]) return numbers(0, 2 ** (64 - (imm & 63)) - 1);
  return apply?.(ranges[dst], right);
}

const shifts: ReadonlySet<string> = new Set(["lsh", "rsh"]);

/** An immediate as a number; shifts are masked. */
function constant(name: string, width: number, imm: number): Known {
  if (shifts.has(name)) return exactly(imm & (width - 1));
  return width === 32 ? exactly(imm >>> 0) : exactly(imm);
}

/** From 4 bytes on, memory with a behaviour of its own may give a pointer (`RegionAccess`): the stack and global data have none. */
function loaded({ size: { bytes }, signed }: OperationOf<"load">, { src }: Instruction, ranges: Ranges): Known {
  const isPlain = src === FRAME_POINTER || ranges[src]?.base !== undefined;
  return signed || bytes === 8 || (bytes === 4 && !isPlain) ? undefined : numbers(0, 2 ** (8 * bytes) - 1);
}

/** What an instruction writes into the register that it writes. */
function written({ operation, instruction }: DescribedInstruction, ranges: Ranges): Known {
  switch (operation.kind) {
    case "arithmetic":
      return arithmetic(operation, instruction, ranges);
    case "load":
      return loaded(operation, instruction, ranges);
    case "load-immediate": {
      const { src, imm, nextImm = 0 } = instruction;
      if (src === BPF_PSEUDO_MAP_IDX_VALUE) return pointers(imm, nextImm >>> 0, nextImm >>> 0);
      return src === 0 && nextImm === 0 ? exactly(imm >>> 0) : undefined;
    }
    default:
      return undefined;
  }
}

/** What is known after an instruction. */
export function followInstruction(each: DescribedInstruction, ranges: Ranges): Ranges {
  const changed = writtenBy(each);
  if (changed === 0) return ranges;
  const result = written(each, ranges);
  const { dst } = each.instruction;
  if (changed === registerBit(dst)) return ranges.with(dst, result);
  return ranges.map((known, index) => (changed & registerBit(index) ? result : known));
}
