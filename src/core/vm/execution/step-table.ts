import { functionTarget } from "../../isa/control-flow.ts";
import { describeInstruction } from "../../isa/describe.ts";
import { slotsOf } from "../../isa/encode.ts";
import type { InvalidFields } from "../../isa/form.ts";
import type { Instruction } from "../../isa/instruction.ts";
import type { Operation } from "../../isa/operation.ts";
import type { UncheckedPointers } from "../analysis/unchecked-pointers.ts";
import { withCheckedOperands } from "./checked-operands.ts";
import { bindExecutor, type Step } from "./executors.ts";
import { withComparedEnd, withProvenPacket } from "./proven-packet.ts";
import { withUncheckedValue } from "./unchecked-value.ts";

/** Slots of instructions whose pointers must be looked at. */
export interface WatchedSlots extends Pick<UncheckedPointers, "arithmetic" | "packetEnds" | "loads"> {
  /** Of loads and stores that may reach bytes of the packet which were not compared with its end (`unprovenPackets`). */
  readonly packets: ReadonlySet<number>;
}

/** Whether an instruction is one of them that engines leave to the interpreter; programs with accesses among `packets` have none. */
export const isWatched = (watched: WatchedSlots | undefined, slot: number): boolean =>
  watched !== undefined && (watched.arithmetic.has(slot) || watched.loads.has(slot));

/** The steps of a program by slot, each made ready when it is first reached. */
export class StepTable {
  readonly #instructions: Instruction[] = [];
  readonly #steps: Step[] = [];
  readonly #unchecked: WatchedSlots | undefined;
  readonly #callees = new Map<number, number | undefined>();
  /** The slot after the last. */
  readonly slots: number;

  constructor(instructions: readonly Instruction[], unchecked?: WatchedSlots) {
    this.#unchecked = unchecked;
    for (const instruction of instructions) this.#instructions[instruction.slot] = instruction;
    const last = instructions.at(-1);
    this.slots = last ? last.slot + slotsOf(last) : 0;
  }

  /** Undefined where no instruction starts. */
  at(slot: number): Step | undefined {
    return this.#steps[slot] ?? this.#bind(slot);
  }

  /** Where the function starts that is called at a slot; undefined where none is. */
  calleeAt(slot: number): number | undefined {
    const instruction = this.#instructions[slot];
    if (!instruction || this.#callees.has(slot)) return this.#callees.get(slot);
    const callee = functionTarget(describeInstruction(instruction), instruction);
    this.#callees.set(slot, callee);
    return callee;
  }

  /** Whether the instruction at a slot reads memory and writes it. */
  isAtomic(slot: number): boolean {
    const instruction = this.#instructions[slot];
    return instruction !== undefined && describeInstruction(instruction)?.kind === "atomic";
  }

  #bind(slot: number): Step | undefined {
    const instruction = this.#instructions[slot];
    if (!instruction) return undefined;
    const operation = describeInstruction(instruction);
    const bound = bindExecutor(operation, instruction);
    const step = this.#watched(bound, operation, instruction);
    this.#steps[slot] = step;
    return step;
  }

  /** A step that looks at the pointers that it meets, where that is needed. */
  #watched(step: Step, operation: Operation | InvalidFields, instruction: Instruction): Step {
    const { slot } = instruction;
    const watched = this.#unchecked;
    if (!watched) return step;
    switch (operation.kind) {
      case "load":
        if (watched.packets.has(slot)) return withProvenPacket(step, operation, instruction);
        return watched.loads.has(slot) ? withUncheckedValue(step, instruction) : step;
      case "store":
        return watched.packets.has(slot) ? withProvenPacket(step, operation, instruction) : step;
      case "jump-if":
        return watched.packets.size > 0 ? withComparedEnd(step, operation, instruction) : step;
      case "arithmetic":
        return watched.arithmetic.has(slot)
          ? withCheckedOperands(step, operation, instruction, { isPacketEnd: watched.packetEnds.has(slot) })
          : step;
      default:
        return step;
    }
  }
}
