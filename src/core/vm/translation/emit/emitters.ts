import type { Instruction } from "../../../isa/instruction.ts";
import type { Operation, OperationKind } from "../../../isa/operation.ts";
import type { FunctionCode } from "../function-code.ts";
import { emitArithmetic, emitByteSwap, emitNegate } from "./arithmetic.ts";
import { emitAtomic } from "./atomics.ts";
import { emitCall, emitExit, emitLoadImmediate, emitLoadPacket } from "./calls.ts";
import type { Emitter } from "./emitter.ts";
import { emitLoad, emitStore } from "./memory.ts";

/** The interpreter makes it; jumps are the structure's. */
const interpreted = (fn: FunctionCode, operation: Operation, instruction: Instruction): void =>
  fn.step(operation, instruction);

const nothing = (): void => {};

const emitters: { readonly [Kind in OperationKind]: Emitter<Kind> } = {
  arithmetic: emitArithmetic,
  negate: emitNegate,
  "byte-swap": emitByteSwap,
  load: emitLoad,
  store: emitStore,
  atomic: emitAtomic,
  "load-acquire": interpreted,
  "store-release": interpreted,
  "jump-if": nothing,
  jump: nothing,
  "jump-indirect": nothing,
  "may-goto": nothing,
  call: emitCall,
  exit: emitExit,
  "load-immediate": emitLoadImmediate,
  "load-packet": emitLoadPacket,
  "address-space-cast": interpreted,
};

/** Appends what one instruction does. Jumps leave that to the function's structure. */
export function emit(fn: FunctionCode, operation: Operation, instruction: Instruction): void {
  const emitter = emitters[operation.kind] as Emitter<OperationKind>;
  emitter(fn, operation, instruction);
}
