import type { InvalidFields } from "../../isa/form.ts";
import type { Instruction } from "../../isa/instruction.ts";
import type { Operation, OperationKind, OperationOf } from "../../isa/operation.ts";
import { FaultSignal } from "../fault-signal.ts";
import type { Machine } from "../machine.ts";
import { executeAddressSpaceCast } from "./address-space-cast.ts";
import { executeArithmetic, executeByteSwap, executeNegate } from "./arithmetic.ts";
import { executeAtomic, executeLoadAcquire, executeStoreRelease } from "./atomics.ts";
import { executeCall, executeExit, executeLoadImmediate } from "./calls.ts";
import { executeJump, executeJumpIf, executeJumpIndirect, executeMayGoto } from "./jumps.ts";
import { executeLoad, executeLoadPacket, executeStore } from "./loads.ts";

/** Executes one instruction and gives the slot to go on at; undefined at the end of the run. */
export type Step = (machine: Machine) => number | undefined;

/** Makes the step of an instruction, with everything that doesn't change between runs worked out. */
export type Executor<Kind extends OperationKind> = (operation: OperationOf<Kind>, instruction: Instruction) => Step;

const refuse =
  (message: string): (() => Step) =>
  () =>
  () => {
    throw new FaultSignal({ rule: "invalid-instruction", message });
  };

const executors: { readonly [Kind in OperationKind]: Executor<Kind> } = {
  arithmetic: executeArithmetic,
  negate: executeNegate,
  "byte-swap": executeByteSwap,
  load: executeLoad,
  store: executeStore,
  atomic: executeAtomic,
  "load-acquire": executeLoadAcquire,
  "store-release": executeStoreRelease,
  "jump-if": executeJumpIf,
  jump: executeJump,
  "jump-indirect": executeJumpIndirect,
  "may-goto": executeMayGoto,
  call: executeCall,
  exit: executeExit,
  "load-immediate": executeLoadImmediate,
  "load-packet": executeLoadPacket,
  "address-space-cast": executeAddressSpaceCast,
};

export function bindExecutor(operation: Operation | InvalidFields, instruction: Instruction): Step {
  if (operation.kind === "invalid") return refuse(operation.message)();
  const executor = executors[operation.kind] as (operation: Operation, instruction: Instruction) => Step;
  return executor(operation, instruction);
}
