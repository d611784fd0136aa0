import type { WasmOperator } from "./wasm-operator.ts";

export type Width = 32 | 64;

/**
 * One arithmetic operation of RFC 9669 section 4.1. `apply` takes both operands as unsigned integers of the width and may
 * give any integer; the caller keeps its low bits. The rows that share a code differ in the instruction's offset.
 */
export interface ArithmeticOperation {
  readonly code: number;
  readonly offset: number;
  readonly name: string;
  /** As the assembler writes it between the destination and the source. */
  readonly symbol: string;
  readonly apply: (left: bigint, right: bigint, width: Width) => bigint;
  /** WebAssembly's operator, where one does the same but for division by 0; absent where the right operand is the result. */
  readonly wasm?: WasmOperator;
  /** The destination's old value doesn't matter and need not be readable. */
  readonly overwrites?: true;
  /** Present where only some forms exist. */
  readonly only?: { readonly operand: "register"; readonly widths: readonly Width[] };
  /** An immediate operand that Linux refuses at load. */
  readonly refuses?: "zero" | "wide-shift";
}

const shiftCount = (count: bigint, width: Width): bigint => count & BigInt(width - 1);

const signed =
  (apply: (left: bigint, right: bigint) => bigint) =>
  (left: bigint, right: bigint, width: Width): bigint =>
    apply(BigInt.asIntN(width, left), BigInt.asIntN(width, right));

/** Division by zero gives 0 and modulo zero leaves the destination as it is (RFC 9669 section 4.1). */
const divide = (left: bigint, right: bigint): bigint => (right === 0n ? 0n : left / right);
const modulo = (left: bigint, right: bigint): bigint => (right === 0n ? left : left % right);

const signExtending = (bits: 8 | 16 | 32, widths: readonly Width[]): ArithmeticOperation => ({
  code: 0xb0,
  offset: bits,
  name: `movsx${bits}`,
  symbol: `= (s${bits})`,
  apply: (_left, right) => BigInt.asIntN(bits, right),
  wasm: `extend${bits}_s`,
  overwrites: true,
  only: { operand: "register", widths },
});

export const arithmeticOperations: readonly ArithmeticOperation[] = [
  { code: 0x00, offset: 0, name: "add", symbol: "+=", apply: (left, right) => left + right, wasm: "add" },
  { code: 0x10, offset: 0, name: "sub", symbol: "-=", apply: (left, right) => left - right, wasm: "sub" },
  { code: 0x20, offset: 0, name: "mul", symbol: "*=", apply: (left, right) => left * right, wasm: "mul" },
  { code: 0x30, offset: 0, name: "div", symbol: "/=", apply: divide, wasm: "div_u", refuses: "zero" },
  { code: 0x30, offset: 1, name: "sdiv", symbol: "s/=", apply: signed(divide), wasm: "div_s", refuses: "zero" },
  { code: 0x40, offset: 0, name: "or", symbol: "|=", apply: (left, right) => left | right, wasm: "or" },
  { code: 0x50, offset: 0, name: "and", symbol: "&=", apply: (left, right) => left & right, wasm: "and" },
  {
    code: 0x60,
    offset: 0,
    name: "lsh",
    symbol: "<<=",
    apply: (left, right, width) => left << shiftCount(right, width),
    wasm: "shl",
    refuses: "wide-shift",
  },
  {
    code: 0x70,
    offset: 0,
    name: "rsh",
    symbol: ">>=",
    apply: (left, right, width) => left >> shiftCount(right, width),
    wasm: "shr_u",
    refuses: "wide-shift",
  },
  { code: 0x90, offset: 0, name: "mod", symbol: "%=", apply: modulo, wasm: "rem_u", refuses: "zero" },
  { code: 0x90, offset: 1, name: "smod", symbol: "s%=", apply: signed(modulo), wasm: "rem_s", refuses: "zero" },
  { code: 0xa0, offset: 0, name: "xor", symbol: "^=", apply: (left, right) => left ^ right, wasm: "xor" },
  { code: 0xb0, offset: 0, name: "mov", symbol: "=", apply: (_left, right) => right, overwrites: true },
  signExtending(8, [32, 64]),
  signExtending(16, [32, 64]),
  signExtending(32, [64]),
  {
    code: 0xc0,
    offset: 0,
    name: "arsh",
    symbol: "s>>=",
    apply: (left, right, width) => BigInt.asIntN(width, left) >> shiftCount(right, width),
    wasm: "shr_s",
    refuses: "wide-shift",
  },
];
