import { REGISTER_COUNT } from "./encoding.ts";
import type { Instruction } from "./instruction.ts";
import type { Operation, OperationKind, OperationOf } from "./operation.ts";

/** Which registers an instruction uses: one bit for each, r0 in bit 0. */
export interface RegisterUse {
  /** Must have been written before. */
  readonly reads: number;
  /** Are handed over as they are, written or not. */
  readonly passes: number;
  readonly writes: number;
  /** Can't be read afterwards, until they are written again. */
  readonly forgets: number;
}

export const registerBit = (index: number): number => 1 << index;

const everyIndex = Array.from({ length: REGISTER_COUNT }, (_, index) => index);

/** The registers that have a bit, by their numbers. */
export const registersIn = (bits: number): readonly number[] => everyIndex.filter((index) => bits & registerBit(index));

export const RESULT = registerBit(0);
/** r1 to r5. */
export const ARGUMENTS = 0b111110;
/** r6 to r9, which a function keeps for its caller. */
export const SAVED = 0b1111000000;
export const EVERY_REGISTER = registerBit(REGISTER_COUNT) - 1;
/** The implicit context of packet loads. */
const CONTEXT = registerBit(6);

type Use<Kind extends OperationKind> = (
  operation: OperationOf<Kind>,
  registers: { readonly dst: number; readonly src: number },
) => Partial<RegisterUse>;

const call: Partial<RegisterUse> = { passes: ARGUMENTS, writes: RESULT, forgets: ARGUMENTS };

const uses: { readonly [Kind in OperationKind]: Use<Kind> } = {
  arithmetic: ({ row, operand }, { dst, src }) => ({
    reads: (row.overwrites ? 0 : dst) | (operand === "register" ? src : 0),
    writes: dst,
  }),
  negate: (_operation, { dst }) => ({ reads: dst, writes: dst }),
  "byte-swap": (_operation, { dst }) => ({ reads: dst, writes: dst }),
  load: (_operation, { dst, src }) => ({ reads: src, writes: dst }),
  store: ({ operand }, { dst, src }) => ({ reads: dst | (operand === "register" ? src : 0) }),
  atomic: ({ row: { fetch } }, { dst, src }) => ({
    reads: dst | src | (fetch === "r0" ? RESULT : 0),
    writes: fetch === undefined ? 0 : fetch === "r0" ? RESULT : src,
  }),
  "load-acquire": (_operation, { dst, src }) => ({ reads: src, writes: dst }),
  "store-release": (_operation, { dst, src }) => ({ reads: dst | src }),
  "jump-if": ({ operand }, { dst, src }) => ({ reads: dst | (operand === "register" ? src : 0) }),
  jump: () => ({}),
  "jump-indirect": (_operation, { dst }) => ({ reads: dst }),
  "may-goto": () => ({}),
  call: () => call,
  exit: () => ({ passes: RESULT }),
  "load-immediate": (_operation, { dst }) => ({ writes: dst }),
  "load-packet": ({ indirect }, { src }) => ({ ...call, passes: 0, reads: CONTEXT | (indirect ? src : 0) }),
  "address-space-cast": (_operation, { dst, src }) => ({ reads: src, writes: dst }),
};

export function registerUse(operation: Operation, { dst, src }: Instruction): RegisterUse {
  const use = uses[operation.kind] as Use<OperationKind>;
  const registers = { dst: registerBit(dst), src: registerBit(src) };
  return { reads: 0, passes: 0, writes: 0, forgets: 0, ...use(operation, registers) };
}
