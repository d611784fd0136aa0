import { functionTarget } from "../../isa/control-flow.ts";
import { describeInstruction } from "../../isa/describe.ts";
import { slotsOf } from "../../isa/encode.ts";
import type { Instruction } from "../../isa/instruction.ts";
import type { UncheckedPointers } from "../analysis/unchecked-pointers.ts";
import { withCheckedOperands } from "./checked-operands.ts";
import { bindExecutor, type Step } from "./executors.ts";

/** Slots of arithmetic whose operands must be looked at. */
export type UncheckedArithmetic = Pick<UncheckedPointers, "arithmetic" | "packetEnds">;

/** The steps of a program by slot, each made ready when it is first reached. */
export class StepTable {
  readonly #instructions: Instruction[] = [];
  readonly #steps: Step[] = [];
  readonly #unchecked: UncheckedArithmetic | undefined;
  readonly #callees = new Map<number, number | undefined>();
  /** The slot after the last. */
  readonly slots: number;

  constructor(instructions: readonly Instruction[], unchecked?: UncheckedArithmetic) {
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
    const isUnchecked = operation.kind === "arithmetic" && this.#unchecked?.arithmetic.has(slot);
    const isPacketEnd = this.#unchecked?.packetEnds.has(slot) ?? false;
    const step = isUnchecked ? withCheckedOperands(bound, operation, instruction, { isPacketEnd }) : bound;
    this.#steps[slot] = step;
    return step;
  }
}
