import type { ArithmeticOperation, Width } from "../../isa/operations/arithmetic.ts";
import type { Condition } from "../../isa/operations/conditions.ts";
import type { WasmOperator } from "../../isa/operations/wasm-operator.ts";
import type { Code } from "../../wasm/code.ts";
import type { Operator } from "../../wasm/operators.ts";

/** Push an operand, in the width of the operation. They may be called more than once. */
export interface Operands {
  readonly left: () => void;
  readonly right: () => void;
}

const typeOf = (width: Width) => (width === 64 ? "i64" : "i32");

export function pushNumber(code: Code, number: number, width: Width): void {
  if (width === 64) code.i64(BigInt(number));
  else code.i32(number);
}

type Division = "div_u" | "div_s" | "rem_u" | "rem_s";

/** What to do in place of a division that WebAssembly traps at. */
const exceptions: Readonly<Record<Division, { readonly byZero: "zero" | "dividend"; readonly byMinusOne?: true }>> = {
  div_u: { byZero: "zero" },
  div_s: { byZero: "zero", byMinusOne: true },
  rem_u: { byZero: "dividend" },
  rem_s: { byZero: "dividend" },
};

const isDivision = (operator: WasmOperator): operator is Division => operator in exceptions;

/** Division by zero gives 0, modulo zero leaves the dividend (RFC 9669 section 4.1); the smallest number by -1 is itself. */
function pushDivision(code: Code, operator: Division, width: Width, { left, right }: Operands): void {
  const type = typeOf(width);
  const { byZero, byMinusOne } = exceptions[operator];
  const plainly = () => {
    left();
    right();
    code.op(`${type}.${operator}`);
  };
  const negated = () => pushNegated(code, width, left);
  const unlessByMinusOne = () => {
    right();
    pushNumber(code, -1, width);
    code.op(`${type}.eq`).if(negated, plainly, type);
  };
  right();
  code.op(`${type}.eqz`);
  code.if(
    () => (byZero === "zero" ? pushNumber(code, 0, width) : left()),
    byMinusOne ? unlessByMinusOne : plainly,
    type,
  );
}

export function pushNegated(code: Code, width: Width, operand: () => void): void {
  pushNumber(code, 0, width);
  operand();
  code.op(`${typeOf(width)}.sub`);
}

/** Pushes what an arithmetic operation gives, in its width. */
export function pushArithmetic(code: Code, row: ArithmeticOperation, width: Width, operands: Operands): void {
  const { wasm: operator, overwrites } = row;
  if (operator && isDivision(operator)) {
    pushDivision(code, operator, width, operands);
    return;
  }
  if (operator && !overwrites) operands.left();
  operands.right();
  if (operator) code.op(`${typeOf(width)}.${operator}` as Operator);
}

/** Pushes something other than 0 where a condition holds. */
export function pushComparison(code: Code, row: Condition, width: Width, { left, right }: Operands): void {
  left();
  right();
  code.op(`${typeOf(width)}.${row.wasm}`);
  if (row.wasm === "and" && width === 64) code.i64(0n).op("i64.ne");
}

/** Swaps neighbouring groups of bits in the value on the stack, by way of a local. */
function swapGroups(code: Code, local: number, bits: bigint, mask: bigint): void {
  code.set(local);
  code.get(local).i64(mask).op("i64.and").i64(bits).op("i64.shl");
  code.get(local).i64(bits).op("i64.shr_u").i64(mask).op("i64.and", "i64.or");
}

/** Reverses all eight bytes of the value on the stack, by way of a local. */
export function reverseBytes(code: Code, local: number): void {
  swapGroups(code, local, 8n, 0x00ff00ff00ff00ffn);
  swapGroups(code, local, 16n, 0x0000ffff0000ffffn);
  code.i64(32n).op("i64.rotl");
}
