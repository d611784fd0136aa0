import type { Instruction } from "../../../isa/instruction.ts";
import type { OperationOf } from "../../../isa/operation.ts";
import type { Label } from "../../../wasm/code.ts";
import type { Operator } from "../../../wasm/operators.ts";
import { accessWidths } from "../../emission/access-widths.ts";
import { pushMayBePointer } from "../../emission/addresses.ts";
import type { FunctionCode } from "../function-code.ts";
import type { Emitter } from "./emitter.ts";
import { findInWindow, setAddress, windowOf } from "./find-place.ts";

type Atomic = OperationOf<"atomic">;

/** Sets the local of the place where it is in plain memory that may be written, and aligned; goes to `otherwise` elsewhere. */
function findPlain(
  fn: FunctionCode,
  { size: { bytes } }: Atomic,
  { dst, offset }: Instruction,
  otherwise: Label,
): void {
  const { code, functions } = fn;
  const window = windowOf(fn, dst, "write", bytes);
  const found: Label = { name: "found" };
  const missed: Label = { name: "missed" };
  setAddress(fn, dst, offset);
  if (fn.carefulWay) findInWindow(fn, window, fn.carefulWay);
  else
    code.block(found, () => {
      code.block(missed, () => {
        findInWindow(fn, window, missed);
        code.branch(found);
      });
      code.get(fn.address).i32(window).i32(bytes).call(functions.reachSpan.write).tee(fn.place);
      code.op("i32.eqz").branchIf(otherwise);
    });
  code
    .get(fn.place)
    .i32(bytes - 1)
    .op("i32.and")
    .branchIfUnlikely(otherwise);
}

/** Pushes the new value, from the old one in a local. */
function pushCombined(fn: FunctionCode, { row }: Atomic, { src }: Instruction): void {
  const { code } = fn;
  const operand = fn.register(src);
  if (row.wasm)
    code
      .get(fn.left)
      .get(operand)
      .op(`i64.${row.wasm}` as Operator);
  else code.get(operand);
}

/** Where the value in a local may be a pointer, makes it what it is stored as, since this is not the stack. */
function storePointer(fn: FunctionCode, local: number): void {
  const { code } = fn;
  pushMayBePointer(code, local).ifUnlikely(() => {
    if (fn.carefulWay) code.branch(fn.carefulWay);
    else code.get(local).call(fn.functions.stored).set(local);
  });
}

/** Pushes something other than 0 where r0 is what stood in memory. */
function pushExpected(fn: FunctionCode, bytes: number): void {
  const { code } = fn;
  code.get(fn.register(0)).set(fn.right);
  if (bytes === 8) storePointer(fn, fn.right);
  code.get(fn.left).get(fn.right);
  if (bytes < 8) code.i64(0xffff_ffffn).op("i64.and");
  code.op("i64.eq");
}

function storeCombined(fn: FunctionCode, operation: Atomic, instruction: Instruction): void {
  const { code } = fn;
  const { bytes } = operation.size;
  pushCombined(fn, operation, instruction);
  code.set(fn.right);
  if (bytes === 8) storePointer(fn, fn.right);
  code.get(fn.place).get(fn.right).memory(accessWidths[bytes].store);
}

function perform(fn: FunctionCode, operation: Atomic, instruction: Instruction): void {
  const { code } = fn;
  const { row, size } = operation;
  code.get(fn.place).memory(accessWidths[size.bytes].load).set(fn.left);
  if (row.fetch === "r0") {
    pushExpected(fn, size.bytes);
    code.if(() => storeCombined(fn, operation, instruction));
  } else storeCombined(fn, operation, instruction);
  if (row.fetch === undefined) return;
  code.get(fn.left);
  fn.write(row.fetch === "r0" ? 0 : instruction.src);
}

/** Atomics on the stack, which counts what was written, are left to the interpreter. */
export const emitAtomic: Emitter<"atomic"> = (fn, operation, instruction) => {
  const { code } = fn;
  const done: Label = { name: "done" };
  const otherwise: Label = { name: "otherwise" };
  code.block(done, () => {
    code.block(otherwise, () => {
      findPlain(fn, operation, instruction, otherwise);
      perform(fn, operation, instruction);
      code.branch(done);
    });
    fn.step(operation, instruction);
  });
};
