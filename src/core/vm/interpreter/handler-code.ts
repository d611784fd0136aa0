import type { Width } from "../../isa/operations/arithmetic.ts";
import { Code, type Label } from "../../wasm/code.ts";
import type { SupportIndices } from "../emission/support-functions.ts";
import { HEAP, state } from "../linear/layout.ts";
import { imported } from "./imports.ts";
import { RECORD_BITS, RECORD_SIZE, record } from "./record.ts";

const STEP_ENDED = -1;

/** The interpreter's loop while it is built: what the handlers share. */
export class HandlerCode {
  /** The record to start at, and how much of the budget must be left. */
  readonly code = new Code(["i32", "i64"]);
  readonly support: SupportIndices;
  readonly address: number;
  readonly low: number;
  readonly place: number;
  readonly left: number;
  readonly right: number;
  readonly #at = 0;
  readonly #until = 1;
  readonly #budget: number;
  readonly #written: number;
  readonly #next: Label = { name: "next" };
  readonly #step: Label = { name: "step" };

  constructor(support: SupportIndices) {
    this.support = support;
    const { code } = this;
    this.#budget = code.local("i64");
    this.#written = code.local("i32");
    this.address = code.local("i64");
    this.left = code.local("i64");
    this.right = code.local("i64");
    this.low = code.local("i32");
    this.place = code.local("i32");
  }

  /** The loop over records: `handlers` build one handler each; a handler's number is its index, counted from 1. 0 is a step outside. */
  define(handlers: readonly ((handler: HandlerCode) => void)[]): Code {
    const { code } = this;
    const labels = handlers.map((_, index) => ({ name: `handler ${index + 1}` }));
    code.i32(0).memory("i64.load", state.budget).set(this.#budget);
    code.i32(0).memory("i32.load", state.written).set(this.#written);
    code.loop(this.#next, () => {
      code.block(this.#step, () => {
        code.get(this.#budget).get(this.#until).op("i64.le_s");
        code.if(() => {
          this.#spill();
          code.get(this.#at).op("return");
        });
        code.get(this.#budget).i64(1n).op("i64.sub").set(this.#budget);
        this.#dispatch(labels, handlers, labels.length);
      });
      this.#stepOutside();
    });
    return code.op("unreachable");
  }

  /** Blocks in blocks, the last handler's outermost; each handler follows its block and goes on to the next record. */
  #dispatch(labels: readonly Label[], handlers: readonly ((handler: HandlerCode) => void)[], count: number): void {
    const { code } = this;
    const label = labels[count - 1];
    if (!label) {
      this.#field("handler");
      code.branchTable([this.#step, ...labels], this.#step);
      return;
    }
    code.block(label, () => this.#dispatch(labels, handlers, count - 1));
    handlers[count - 1]?.(this);
  }

  #stepOutside(): void {
    const { code } = this;
    this.#spill();
    code.get(this.#at).i32(HEAP).op("i32.sub").i32(RECORD_BITS).op("i32.shr_u").call(imported.step).tee(this.place);
    code
      .i32(STEP_ENDED)
      .op("i32.eq")
      .if(() => void code.i32(STEP_ENDED).op("return"));
    code.i32(0).memory("i64.load", state.budget).set(this.#budget);
    code.i32(0).memory("i32.load", state.written).set(this.#written);
    code.get(this.place).i32(RECORD_BITS).op("i32.shl").i32(HEAP).op("i32.add").set(this.#at).branch(this.#next);
  }

  #spill(): void {
    const { code } = this;
    code.i32(0).get(this.#budget).memory("i64.store", state.budget);
    code.i32(0).get(this.#written).memory("i32.store", state.written);
  }

  #field(name: keyof typeof record): void {
    this.code.get(this.#at).memory("i32.load", record[name]);
  }

  /** Has the instruction executed outside. */
  get outside(): Label {
    return this.#step;
  }

  /** Pushes an operand, its low bits where the width is 32. */
  push(operand: "left" | "right", width: Width): void {
    this.#field(operand);
    this.code.memory(width === 64 ? "i64.load" : "i32.load");
  }

  /** Pushes the sum of the left operand and the displacement. */
  pushAddress(): void {
    this.push("left", 64);
    this.code.get(this.#at).memory("i64.load32_s", record.target).op("i64.add");
  }

  /** Writes what `pushValue` pushes to the result's register. */
  write(width: Width, pushValue: () => void): void {
    const { code } = this;
    this.#field("result");
    pushValue();
    if (width === 32) code.op("i64.extend_i32_u");
    code.memory("i64.store");
    code.get(this.#written);
    this.#field("written");
    code.op("i32.or").set(this.#written);
  }

  /** Goes on with the instruction after this one, which takes so many slots. */
  advance(slots = 1): void {
    this.code
      .get(this.#at)
      .i32(slots * RECORD_SIZE)
      .op("i32.add")
      .set(this.#at)
      .branch(this.#next);
  }

  /** Goes on where the jump leads. */
  jump(): void {
    this.#field("target");
    this.code.set(this.#at).branch(this.#next);
  }
}
