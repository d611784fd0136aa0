import type { Width } from "./arithmetic.ts";
import type { WasmComparison } from "./wasm-operator.ts";

/** One condition of RFC 9669 section 4.3. `holds` takes both operands as unsigned integers of the width. */
export interface Condition {
  readonly code: number;
  readonly name: string;
  readonly symbol: string;
  readonly holds: (left: bigint, right: bigint, width: Width) => boolean;
  /** WebAssembly's operator that gives a number other than 0 where the condition holds. */
  readonly wasm: WasmComparison;
}

const signed =
  (holds: (left: bigint, right: bigint) => boolean) =>
  (left: bigint, right: bigint, width: Width): boolean =>
    holds(BigInt.asIntN(width, left), BigInt.asIntN(width, right));

export const conditions: readonly Condition[] = [
  { code: 0x10, name: "jeq", symbol: "==", holds: (left, right) => left === right, wasm: "eq" },
  { code: 0x20, name: "jgt", symbol: ">", holds: (left, right) => left > right, wasm: "gt_u" },
  { code: 0x30, name: "jge", symbol: ">=", holds: (left, right) => left >= right, wasm: "ge_u" },
  { code: 0x40, name: "jset", symbol: "&", holds: (left, right) => (left & right) !== 0n, wasm: "and" },
  { code: 0x50, name: "jne", symbol: "!=", holds: (left, right) => left !== right, wasm: "ne" },
  { code: 0x60, name: "jsgt", symbol: "s>", holds: signed((left, right) => left > right), wasm: "gt_s" },
  { code: 0x70, name: "jsge", symbol: "s>=", holds: signed((left, right) => left >= right), wasm: "ge_s" },
  { code: 0xa0, name: "jlt", symbol: "<", holds: (left, right) => left < right, wasm: "lt_u" },
  { code: 0xb0, name: "jle", symbol: "<=", holds: (left, right) => left <= right, wasm: "le_u" },
  { code: 0xc0, name: "jslt", symbol: "s<", holds: signed((left, right) => left < right), wasm: "lt_s" },
  { code: 0xd0, name: "jsle", symbol: "s<=", holds: signed((left, right) => left <= right), wasm: "le_s" },
];
