import type { DescribedInstruction } from "../../isa/control-flow.ts";
import { BPF_PSEUDO_FUNC, FRAME_POINTER, REGISTER_COUNT } from "../../isa/encoding.ts";
import { registerBit, registerUse } from "../../isa/register-use.ts";

/**
 * Where a value seems to come from, were it a pointer: accesses by way of pointers from one origin mostly reach the same
 * region. A guess, on which nothing but speed hangs. Of two origins that come together the greater one is kept.
 */
export type Origin = number;

const KIND_SIZE = 2 ** 24;

const kinds = { unknown: 0, load: 1, call: 2, argument: 3, constant: 4, stack: 5 } as const;

const origin = (kind: keyof typeof kinds, number: number): Origin => kinds[kind] * KIND_SIZE + number;

export const NO_ORIGIN = origin("unknown", 0);
export const STACK_ORIGIN = origin("stack", 0);

/** Of each register, as a function is entered with arguments from these origins. */
export const originsAtEntry = (): readonly Origin[] =>
  Array.from({ length: REGISTER_COUNT }, (_, index) =>
    index === FRAME_POINTER ? STACK_ORIGIN : origin("argument", index),
  );

const movesPointer: ReadonlySet<string> = new Set(["mov", "add", "sub"]);

/** The origin of what an instruction writes. */
function originOf({ operation, instruction }: DescribedInstruction, origins: readonly Origin[]): Origin {
  const { slot, dst, src, imm } = instruction;
  switch (operation.kind) {
    case "arithmetic": {
      const { row, width, operand } = operation;
      if (width === 32 || !movesPointer.has(row.name)) return NO_ORIGIN;
      const left = row.overwrites ? NO_ORIGIN : (origins[dst] ?? NO_ORIGIN);
      const right = operand === "register" ? (origins[src] ?? NO_ORIGIN) : NO_ORIGIN;
      return Math.max(left, right);
    }
    case "load":
      return operation.size.bytes >= 4 && !operation.signed ? origin("load", slot) : NO_ORIGIN;
    case "load-immediate":
      return src === 0 || src === BPF_PSEUDO_FUNC ? NO_ORIGIN : origin("constant", (imm >>> 0) % KIND_SIZE);
    case "call":
      return origin("call", slot);
    default:
      return NO_ORIGIN;
  }
}

export function originsAfter(each: DescribedInstruction, origins: readonly Origin[]): readonly Origin[] {
  const { operation, instruction } = each;
  if (operation.kind === "invalid") return origins;
  const { writes } = registerUse(operation, instruction);
  if (writes === 0) return origins;
  const written = originOf(each, origins);
  return origins.map((before, index) => (writes & registerBit(index) ? written : before));
}

export const mergeOrigins = (left: readonly Origin[], right: readonly Origin[]): readonly Origin[] =>
  left.map((each, index) => Math.max(each, right[index] ?? NO_ORIGIN));

export const sameOrigins = (left: readonly Origin[], right: readonly Origin[]): boolean =>
  left === right || left.every((each, index) => each === right[index]);
