import { FRAME_POINTER, REGISTER_COUNT } from "../../isa/encoding.ts";
import type { InvalidFields } from "../../isa/form.ts";
import type { Instruction } from "../../isa/instruction.ts";
import type { Operation } from "../../isa/operation.ts";
import { ARGUMENTS, EVERY_REGISTER, RESULT, registerBit, registersIn, registerUse } from "../../isa/register-use.ts";
import { Code, type Label } from "../../wasm/code.ts";
import type { ValueType } from "../../wasm/operators.ts";
import type { ProgramFacts, RegisterFacts } from "../analysis/register-facts.ts";
import { NOTHING_WRITTEN } from "../analysis/written-stack.ts";
import { registerAt, state } from "../linear/layout.ts";
import { KeptWindows } from "./kept-windows.ts";
import type { ModuleFunctions } from "./module-functions.ts";
import { PlacedSpans } from "./placed-spans.ts";
import { ProofLocals } from "./proof-locals.ts";
import type { Proofs } from "./proofs.ts";

/** Where the arguments r1 to r5 come in. */
export const argumentTypes: readonly ValueType[] = ["i64", "i64", "i64", "i64", "i64"];

/** A function of the program while it is translated: its code so far, the locals that hold its registers, what is known here. */
export class FunctionCode {
  readonly code = new Code(argumentTypes);
  readonly functions: ModuleFunctions;
  readonly program: ProgramFacts;
  /** What is proven of accesses. */
  readonly proofs: Proofs;
  /** Whether kernel functions may write to the frame's stack. */
  readonly stackWatched: boolean;
  /** Before the instruction that is translated. */
  facts: RegisterFacts = { surely: 0, perhaps: 0, narrow: 0, numbers: 0, origins: [], stack: NOTHING_WRITTEN };
  /** Where the instruction that is translated stands on the careful way; undefined on that way itself, and where there is one only. */
  carefulWay: Label | undefined;
  /** Whether what is translated is a straight way: what is proven holds there. */
  isStraight = false;
  /** Instructions left; what is left after the block, once the block has begun. */
  readonly budget: number;
  /** Where the contents of the frame's stack stand. */
  readonly stack: number;
  /** How often may_goto fell through. */
  readonly loops: number;
  /** An address, how far it is into its region, and its place in linear memory. */
  readonly address: number;
  readonly distance: number;
  readonly place: number;
  /** For two operands. */
  readonly left: number;
  readonly right: number;
  /** What a counter is in the last round of a loop. */
  readonly lastRound: number;
  readonly spans: PlacedSpans;
  readonly windows: KeptWindows;
  readonly proven: ProofLocals;
  readonly #registers: readonly number[];
  readonly #written: number;
  /** What the interpreter needs to take over: where it comes from, where it goes on, which registers may be read. */
  readonly #from: number;
  readonly #next: number;
  readonly #readable: number;
  readonly #interpret: Label = { name: "interpret" };

  constructor(functions: ModuleFunctions, program: ProgramFacts, proofs: Proofs, stackWatched: boolean) {
    this.functions = functions;
    this.program = program;
    this.proofs = proofs;
    this.stackWatched = stackWatched;
    const { code } = this;
    this.#registers = Array.from({ length: REGISTER_COUNT }, (_, index) =>
      index >= 1 && index <= argumentTypes.length ? index - 1 : code.local("i64"),
    );
    this.budget = code.local("i64");
    this.address = code.local("i64");
    this.left = code.local("i64");
    this.right = code.local("i64");
    this.stack = code.local("i32");
    this.loops = code.local("i32");
    this.distance = code.local("i64");
    this.lastRound = code.local("i64");
    this.place = code.local("i32");
    this.spans = new PlacedSpans(code);
    this.windows = new KeptWindows(code);
    this.proven = new ProofLocals(code, proofs);
    this.#written = code.local("i32");
    this.#from = code.local("i32");
    this.#next = code.local("i32");
    this.#readable = code.local("i32");
  }

  register(index: number): number {
    return this.#registers[index] ?? 0;
  }

  /** Whether a register surely holds no pointer. */
  isNumber(index: number): boolean {
    return (this.facts.numbers & registerBit(index)) !== 0;
  }

  /** The whole function: `body` builds what lies between taking over the machine's state and the interpreter's taking over. */
  define(body: () => void): Code {
    const { code } = this;
    const { tracked } = this.program;
    code.i32(0).memory("i64.load", state.budget).set(this.budget);
    code.i32(0).memory("i32.load", state.stack).set(this.stack);
    code.i32(0).memory("i64.load", registerAt(FRAME_POINTER)).set(this.register(FRAME_POINTER));
    if (tracked) code.i32(0).memory("i32.load", state.written).set(this.#written);
    this.proven.takeDisplacements();
    this.proven.take();
    code.block(this.#interpret, () => {
      body();
      code.op("unreachable");
    });
    for (let index = 0; index < FRAME_POINTER; index++) this.#spill(index);
    code.i32(0).get(this.#readable).memory("i32.store", state.written);
    code.i32(0).get(this.loops).memory("i32.store", state.loops);
    this.spillBudget();
    code.get(this.#from).get(this.#next).call(this.functions.finish);
    return code.i32(0).memory("i64.load", registerAt(0));
  }

  /** Puts what is on the stack into a register. */
  write(index: number): void {
    this.code.set(this.register(index));
    const known = index === 0 ? 0 : this.facts.surely;
    const bit = registerBit(index) & this.program.tracked & ~known;
    if (bit) this.code.get(this.#written).i32(bit).op("i32.or").set(this.#written);
  }

  /** Opens a frame for a call at a slot. A global function may be handed other arguments than were passed. */
  enter(slot: number, isGlobal: boolean): void {
    const { code } = this;
    if (isGlobal) for (const index of registersIn(ARGUMENTS)) this.#spill(index);
    this.spillForCall();
    code.i32(slot).call(this.functions.enter);
    if (isGlobal) for (const index of registersIn(ARGUMENTS)) this.#take(index);
  }

  /** Has the interpreter execute one instruction, with the registers that it uses taken there and back. */
  step(operation: Operation, instruction: Instruction): void {
    if (this.carefulWay) {
      this.code.branch(this.carefulWay);
      return;
    }
    this.pushStep(operation, instruction);
    this.code.op("drop");
  }

  /** As `step`; pushes 0 where the instruction ended the function. */
  pushStep(operation: Operation, instruction: Instruction): void {
    const { code } = this;
    const { reads, passes, writes, forgets } = registerUse(operation, instruction);
    for (const index of registersIn(reads | passes)) this.#spill(index);
    this.#spillWritten();
    this.spillBudget();
    code.i32(instruction.slot).call(this.functions.step);
    for (const index of registersIn(writes)) this.#take(index);
    if ((writes | forgets) & this.program.tracked) code.i32(0).memory("i32.load", state.written).set(this.#written);
    if (operation.kind === "load") return;
    this.spans.forget();
    this.proven.take();
  }

  /** An instruction of which the interpreter will find that it can't be executed. */
  refuse(operation: Operation | InvalidFields, instruction: Instruction): void {
    if (this.carefulWay) this.code.branch(this.carefulWay);
    else if (operation.kind === "invalid") {
      this.spillForCall();
      this.code.i32(instruction.slot).call(this.functions.step).op("drop");
    } else this.step(operation, instruction);
    this.code.op("unreachable");
  }

  /** Leaves the rest of the function to the interpreter after a call that left r0 unreadable. */
  interpretAfterCall({ slot }: Instruction): void {
    const { facts } = this;
    this.facts = { ...facts, surely: facts.surely & ~(RESULT | ARGUMENTS) };
    this.interpretFrom(slot, slot + 1);
    this.facts = facts;
  }

  /** Leaves the rest of the function to the interpreter, which will ask for no value of registers but those that are live. */
  interpretFrom(from: number, next: number, live = EVERY_REGISTER): void {
    for (let index = 0; index < FRAME_POINTER; index++) {
      // So nothing has to keep them up to here.
      if (!(live & registerBit(index))) this.code.i64(0n).set(this.register(index));
    }
    this.#pushWritten();
    this.code.set(this.#readable).i32(from).set(this.#from).i32(next).set(this.#next);
    this.code.branch(this.#interpret);
  }

  /** Whether a register may be read where this depends on the way that led here: 0 on the stack where not. */
  pushTracked(bits: number): void {
    this.code.get(this.#written).i32(bits).op("i32.and").i32(bits).op("i32.eq");
  }

  /** Takes over whether r0 may be read after a subprogram, and forgets its arguments. */
  takeResult(forgotten: number): void {
    if (!this.program.tracked) return;
    const { code } = this;
    code
      .get(this.#written)
      .i32(~(forgotten | 1))
      .op("i32.and");
    code.i32(0).memory("i32.load", state.written).i32(1).op("i32.and", "i32.or").set(this.#written);
  }

  /** Stores which registers may be read, for whoever comes next. */
  #spillWritten(): void {
    this.code.i32(0);
    this.#pushWritten();
    this.code.memory("i32.store", state.written);
  }

  spillForCall(): void {
    this.#spillWritten();
    this.spillBudget();
  }

  spillBudget(): void {
    this.code.i32(0).get(this.budget).memory("i64.store", state.budget);
  }

  takeBudget(): void {
    this.code.i32(0).memory("i64.load", state.budget).set(this.budget);
  }

  #pushWritten(): void {
    const { code, facts } = this;
    const { tracked } = this.program;
    code.i32(facts.surely & ~tracked);
    if (tracked) code.get(this.#written).i32(tracked).op("i32.and", "i32.or");
  }

  #spill(index: number): void {
    if (index !== FRAME_POINTER) this.code.i32(0).get(this.register(index)).memory("i64.store", registerAt(index));
  }

  #take(index: number): void {
    this.code.i32(0).memory("i64.load", registerAt(index)).set(this.register(index));
  }
}
