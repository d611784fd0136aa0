import { functionTarget } from "../../../isa/control-flow.ts";
import { BPF_PSEUDO_FUNC } from "../../../isa/encoding.ts";
import type { Instruction } from "../../../isa/instruction.ts";
import type { OperationOf } from "../../../isa/operation.ts";
import { ARGUMENTS, RESULT } from "../../../isa/register-use.ts";
import { wideImmediate } from "../../../isa/wide-immediate.ts";
import { functionAddress } from "../../function-address.ts";
import { CONSTANT_SIZE, HEAP, registerAt, state } from "../../linear/layout.ts";
import type { FunctionCode } from "../function-code.ts";
import type { Emitter } from "./emitter.ts";

/** Calls a function of the program as a function of the module, in a frame of its own. */
function callSubprogram(fn: FunctionCode, target: number, { slot }: Instruction): void {
  const { code, functions } = fn;
  fn.enter(slot, functions.globals.has(target));
  for (let index = 1; index <= 5; index++) code.get(fn.register(index));
  code.call(functions.subprograms.get(target) ?? 0).set(fn.register(0));
  code.call(functions.leave);
  fn.proven.take();
  fn.takeResult(ARGUMENTS);
}

/** After a tail call the function has ended: the machine ran what it led to, and its registers hold what that gave. */
function callHelper(fn: FunctionCode, operation: OperationOf<"call">, instruction: Instruction): void {
  const { code } = fn;
  fn.pushStep(operation, instruction);
  code.op("i32.eqz").ifUnlikely(() => void code.i32(0).memory("i64.load", registerAt(0)).op("return"));
}

export const emitCall: Emitter<"call"> = (fn, operation, instruction) => {
  const { code, program } = fn;
  const target = functionTarget(operation, instruction);
  if (target !== undefined) callSubprogram(fn, target, instruction);
  else if (operation.target === "helper") callHelper(fn, operation, instruction);
  else fn.step(operation, instruction);
  fn.takeBudget();
  if (!program.resultNeeded.has(instruction.slot)) return;
  code.i32(0).memory("i32.load", state.written).i32(1).op("i32.and", "i32.eqz");
  code.ifUnlikely(() => fn.interpretAfterCall(instruction));
};

/** Ends the function. */
export const emitExit: Emitter<"exit"> = (fn, _operation, { slot }) => {
  fn.spillForCall();
  fn.code.i32(0).i32(slot).memory("i32.store", state.slot).get(fn.register(0)).op("return");
};

/** What the environment knows stands in linear memory since the start of the run. */
export const emitLoadImmediate: Emitter<"load-immediate"> = (fn, _operation, instruction) => {
  const { code, functions } = fn;
  const { slot, dst, src, imm } = instruction;
  const constant = functions.constants.get(slot);
  if (constant !== undefined) code.i32(0).memory("i64.load", HEAP + CONSTANT_SIZE * constant);
  else code.i64(src === BPF_PSEUDO_FUNC ? functionAddress(slot + 1 + imm) : wideImmediate(instruction));
  fn.write(dst);
};

/** The end of the packet is the end of the function, with the result that the interpreter gave. */
export const emitLoadPacket: Emitter<"load-packet"> = (fn, operation, instruction) => {
  const { facts } = fn;
  fn.pushStep(operation, instruction);
  fn.facts = { ...facts, surely: (facts.surely & ~ARGUMENTS) | RESULT };
  fn.code.op("i32.eqz").if(() => emitExit(fn, { kind: "exit" }, instruction));
  fn.facts = facts;
};
