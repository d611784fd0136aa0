import type { WasmOperator } from "./wasm-operator.ts";

/**
 * One atomic read-modify-write of RFC 9669 section 5.3, told apart by the immediate. `combine` gives the new memory
 * value. `fetch` names the register that gets the old one: the source, or r0 for compare-and-exchange.
 */
export interface AtomicOperation {
  readonly imm: number;
  readonly name: string;
  readonly combine: (old: bigint, operand: bigint, expected: bigint) => bigint;
  /** WebAssembly's operator; absent where the operand replaces the old value. */
  readonly wasm?: WasmOperator;
  readonly fetch?: "src" | "r0";
}

const add = (old: bigint, operand: bigint): bigint => old + operand;
const or = (old: bigint, operand: bigint): bigint => old | operand;
const and = (old: bigint, operand: bigint): bigint => old & operand;
const xor = (old: bigint, operand: bigint): bigint => old ^ operand;

export const atomicOperations: readonly AtomicOperation[] = [
  { imm: 0x00, name: "add", combine: add, wasm: "add" },
  { imm: 0x40, name: "or", combine: or, wasm: "or" },
  { imm: 0x50, name: "and", combine: and, wasm: "and" },
  { imm: 0xa0, name: "xor", combine: xor, wasm: "xor" },
  { imm: 0x01, name: "add", combine: add, wasm: "add", fetch: "src" },
  { imm: 0x41, name: "or", combine: or, wasm: "or", fetch: "src" },
  { imm: 0x51, name: "and", combine: and, wasm: "and", fetch: "src" },
  { imm: 0xa1, name: "xor", combine: xor, wasm: "xor", fetch: "src" },
  { imm: 0xe1, name: "xchg", combine: (_old, operand) => operand, fetch: "src" },
  {
    imm: 0xf1,
    name: "cmpxchg",
    combine: (old, operand, expected) => (old === expected ? operand : old),
    fetch: "r0",
  },
];

/** Linux's ordered plain accesses (v6.15), also told apart by the immediate; they exist for every size. */
export const BPF_LOAD_ACQ = 0x100;
export const BPF_STORE_REL = 0x110;
