import type { DescribedInstruction } from "../../../isa/control-flow.ts";
import type { Instruction } from "../../../isa/instruction.ts";
import type { OperationOf } from "../../../isa/operation.ts";
import { registerBit } from "../../../isa/register-use.ts";
import type { RegisterFacts } from "../../analysis/register-facts.ts";
import { accessWidths } from "../../emission/access-widths.ts";
import { pushMayBePointer } from "../../emission/addresses.ts";
import { pushNumber } from "../../emission/operators.ts";
import type { FunctionCode } from "../function-code.ts";
import type { Access } from "./access.ts";
import type { Emitter } from "./emitter.ts";
import { makeAccess } from "./make-access.ts";

const loadAccess = (fn: FunctionCode, operation: OperationOf<"load">, instruction: Instruction): Access => {
  const { size, signed } = operation;
  const width = accessWidths[size.bytes];
  return {
    operation,
    instruction,
    size,
    base: instruction.src,
    intent: "read",
    perform(pushPlaceHere, offset) {
      pushPlaceHere();
      fn.code.memory(signed ? width.loadSigned : width.load, offset);
      fn.write(instruction.dst);
    },
  };
};

/** Pushes the value that is stored; outside of the stack, a pointer as the number that it is then. */
function pushStored(fn: FunctionCode, { operand }: OperationOf<"store">, { src, imm }: Instruction, asNumber: boolean) {
  const { code } = fn;
  if (operand === "immediate") return pushNumber(code, imm, 64);
  code.get(fn.register(src));
  if (!asNumber) return;
  code.set(fn.left);
  pushMayBePointer(code, fn.left).ifUnlikely(() => void code.get(fn.left).call(fn.functions.stored).set(fn.left));
  code.get(fn.left);
}

/** Whether a store may be one of a pointer, which is stored as a number. */
export const mayStorePointer = (
  { operation, instruction }: DescribedInstruction,
  { numbers }: RegisterFacts,
): boolean =>
  operation.kind === "store" &&
  operation.operand === "register" &&
  operation.size.bytes === 8 &&
  (numbers & registerBit(instruction.src)) === 0;

const storeAccess = (fn: FunctionCode, operation: OperationOf<"store">, instruction: Instruction): Access => {
  const { size, operand } = operation;
  const { dst, src } = instruction;
  const mayBePointer = operand === "register" && size.bytes === 8 && !fn.isNumber(src);
  return {
    operation,
    instruction,
    size,
    base: dst,
    intent: "write",
    perform(pushPlaceHere, offset, kind) {
      pushPlaceHere();
      pushStored(fn, operation, instruction, mayBePointer && kind === "plain");
      fn.code.memory(accessWidths[size.bytes].store, offset);
    },
    ...(mayBePointer && { pushNotAnywhere: () => void pushMayBePointer(fn.code, fn.register(src)) }),
  };
};

export const emitLoad: Emitter<"load"> = (fn, operation, instruction) => {
  if (fn.functions.isWatched(instruction.slot)) fn.step(operation, instruction);
  else makeAccess(fn, loadAccess(fn, operation, instruction));
};

export const emitStore: Emitter<"store"> = (fn, operation, instruction) =>
  makeAccess(fn, storeAccess(fn, operation, instruction));
