import type { BasicBlock } from "../../isa/control-flow.ts";
import type { Label } from "../../wasm/code.ts";
import { type LoopCounter, loopCounter } from "../analysis/loop-counter.ts";
import type { FunctionCode } from "./function-code.ts";
import { isPlain, translateStraight } from "./translate-body.ts";

/** Goes to `skip` where the counter has not so far to go that another round follows this one, or does not meet its bound. */
function requireRounds(fn: FunctionCode, { register, bound, by, exact }: LoopCounter, skip: Label): void {
  const { code, left: last, right: step } = fn;
  const counter = fn.register(register);
  if (by.kind === "register") {
    code.get(fn.register(by.register)).tee(step).i64(1n).op("i64.sub");
    code
      .i64(BigInt(bound - 1))
      .op("i64.ge_u")
      .branchIf(skip);
  } else code.i64(BigInt(by.constant)).set(step);
  code.i64(BigInt(bound)).get(step).op("i64.sub").set(last);
  code.get(counter).get(last).op("i64.ge_u").branchIf(skip);
  if (!exact || (by.kind === "constant" && by.constant === 1)) return;
  code.get(last).get(counter).op("i64.sub").get(step).op("i64.rem_u").i64(0n).op("i64.ne").branchIf(skip);
}

/** Counts the instructions of all rounds but the last; goes to `skip` where so many are not left. */
function countRounds(fn: FunctionCode, { register }: LoopCounter, count: number, skip: Label): void {
  const { code, budget, left: last, right: step, distance } = fn;
  code.get(last).get(fn.register(register)).op("i64.sub").get(step).op("i64.add").i64(1n).op("i64.sub");
  code.get(step).op("i64.div_u").i64(BigInt(count)).op("i64.mul").set(distance);
  code.get(budget).get(distance).op("i64.lt_s").branchIf(skip);
  code.get(budget).get(distance).op("i64.sub").set(budget);
}

/** Goes to `skip` where something that is proven of the block does not hold. */
function requireProofs(fn: FunctionCode, { instructions }: BasicBlock, skip: Label): void {
  const proofs = new Set(instructions.flatMap(({ instruction }) => fn.proofs.bySlot.get(instruction.slot) ?? []));
  if (proofs.size === 0) return;
  fn.proven.pushFails(proofs);
  fn.code.branchIfUnlikely(skip);
}

/**
 * All rounds of a loop of one block but the last, ahead of the loop itself, where nothing in it has to be checked and its
 * counter tells how many rounds there are. What they execute is counted, and what they access is looked at, once for all;
 * `looked` says that it was looked at before.
 */
export function goAhead(fn: FunctionCode, block: BasicBlock, looked: boolean): void {
  const { code, facts } = fn;
  const counter = loopCounter(block);
  if (!counter || !isPlain(fn, facts, block.instructions)) return;
  const skip: Label = { name: "no rounds ahead" };
  const round: Label = { name: "round" };
  code.block(skip, () => {
    if (!looked) requireProofs(fn, block, skip);
    requireRounds(fn, counter, skip);
    countRounds(fn, counter, block.instructions.length, skip);
    code.get(fn.left).set(fn.lastRound);
    code.loop(round, () => {
      translateStraight(fn, block.instructions);
      fn.facts = facts;
      code.get(fn.register(counter.register)).get(fn.lastRound).op("i64.lt_u").branchIf(round);
    });
  });
}
