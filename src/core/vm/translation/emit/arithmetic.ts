import type { Instruction } from "../../../isa/instruction.ts";
import type { OperationOf } from "../../../isa/operation.ts";
import type { Width } from "../../../isa/operations/arithmetic.ts";
import { registerBit } from "../../../isa/register-use.ts";
import type { RegisterFacts } from "../../analysis/register-facts.ts";
import { pushArithmetic, pushNegated, pushNumber, reverseBytes } from "../../emission/operators.ts";
import type { FunctionCode } from "../function-code.ts";
import type { Emitter } from "./emitter.ts";

type Arithmetic = OperationOf<"arithmetic">;

/** Pushes the low bits of a register. */
export function pushRegister(fn: FunctionCode, index: number, width: Width): void {
  fn.code.get(fn.register(index));
  if (width === 32) fn.code.op("i32.wrap_i64");
}

/** Takes the result of an operation of a width as the new value of a register. */
function writeResult(fn: FunctionCode, index: number, width: Width): void {
  if (width === 32) fn.code.op("i64.extend_i32_u");
  fn.write(index);
}

/** Whether an instruction may subtract a pointer from another one. */
export const maySubtractPointers = (
  { row, width, operand }: Arithmetic,
  { dst, src }: Instruction,
  { numbers }: RegisterFacts,
): boolean =>
  row.name === "sub" &&
  width === 64 &&
  operand === "register" &&
  (numbers & (registerBit(dst) | registerBit(src))) === 0;

/** Goes past subtraction where two pointers into different regions are subtracted: they may be views of the same one. */
function subtract(fn: FunctionCode, operation: Arithmetic, instruction: Instruction): void {
  const { code } = fn;
  const [left, right] = [fn.register(instruction.dst), fn.register(instruction.src)];
  const plainly = () => {
    code.get(left).get(right).op("i64.sub");
    fn.write(instruction.dst);
  };
  if (!maySubtractPointers(operation, instruction, fn.facts)) {
    plainly();
    return;
  }
  code.get(left).get(right).op("i64.and").i64(0n).op("i64.lt_s");
  code.get(left).get(right).op("i64.xor").i64(32n).op("i64.shr_u").i64(0n).op("i64.ne", "i32.and");
  code.if(() => fn.step(operation, instruction), plainly, undefined, "unlikely");
}

/** Leaves to the interpreter, which looks at pointers, what may be made with one. */
function unlessPointers(fn: FunctionCode, operation: Arithmetic, instruction: Instruction, plainly: () => void): void {
  const { code } = fn;
  code.get(fn.register(instruction.dst));
  if (operation.operand === "register") code.get(fn.register(instruction.src)).op("i64.or");
  code.i64(0n).op("i64.lt_s");
  code.if(() => fn.step(operation, instruction), plainly, undefined, "unlikely");
}

export const emitArithmetic: Emitter<"arithmetic"> = (fn, operation, instruction) => {
  const plainly = () => emitPlainly(fn, operation, instruction);
  if (fn.functions.isWatched(instruction.slot)) unlessPointers(fn, operation, instruction, plainly);
  else plainly();
};

const emitPlainly: Emitter<"arithmetic"> = (fn, operation, instruction) => {
  const { row, width, operand } = operation;
  const { dst, src, imm } = instruction;
  if (row.wasm === "sub" && width === 64 && operand === "register") return subtract(fn, operation, instruction);
  pushArithmetic(fn.code, row, width, {
    left: () => pushRegister(fn, dst, width),
    right: () => (operand === "register" ? pushRegister(fn, src, width) : pushNumber(fn.code, imm, width)),
  });
  writeResult(fn, dst, width);
};

export const emitNegate: Emitter<"negate"> = (fn, { width }, { dst }) => {
  pushNegated(fn.code, width, () => pushRegister(fn, dst, width));
  writeResult(fn, dst, width);
};

export const emitByteSwap: Emitter<"byte-swap"> = (fn, { row }, { dst, imm }) => {
  const { code } = fn;
  code.get(fn.register(dst));
  if (row.reverses) {
    reverseBytes(code, fn.left);
    if (imm < 64) code.i64(BigInt(64 - imm)).op("i64.shr_u");
  } else if (imm < 64) {
    code.i64((1n << BigInt(imm)) - 1n).op("i64.and");
  }
  fn.write(dst);
};
