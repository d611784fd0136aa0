import { type DescribedInstruction, endsBlock } from "../../isa/control-flow.ts";
import { FRAME_POINTER } from "../../isa/encoding.ts";
import type { OperationKind } from "../../isa/operation.ts";
import { registerBit, registerUse } from "../../isa/register-use.ts";
import type { Label } from "../../wasm/code.ts";
import { factsAfter, type RegisterFacts } from "../analysis/register-facts.ts";
import { fixedAccess, isSurelyWritten } from "../analysis/written-stack.ts";
import { maySubtractPointers } from "./emit/arithmetic.ts";
import { emit } from "./emit/emitters.ts";
import { windowNeeded } from "./emit/find-place.ts";
import { mayStorePointer } from "./emit/memory.ts";
import type { FunctionCode } from "./function-code.ts";

/** Labels nest as deeply. A block with more instructions that may need help goes the careful way only. */
const MOST_LABELS = 400;

const NO_USE = { reads: 0, writes: 0 };

/** Appends one instruction with the check that its registers may be read. */
export function translateInstruction(fn: FunctionCode, { operation, instruction }: DescribedInstruction): void {
  if (operation.kind === "jump-indirect") return;
  const { reads, writes } = operation.kind === "invalid" ? NO_USE : registerUse(operation, instruction);
  const unsure = reads & ~fn.facts.surely;
  if (operation.kind === "invalid" || unsure & ~fn.facts.perhaps || writes & registerBit(FRAME_POINTER)) {
    fn.refuse(operation, instruction);
    return;
  }
  if (unsure) {
    fn.pushTracked(unsure);
    fn.code.op("i32.eqz").ifUnlikely(() => fn.refuse(operation, instruction));
  }
  emit(fn, operation, instruction);
}

const mayNeedHelp: ReadonlySet<OperationKind | "invalid"> = new Set([
  "load",
  "store",
  "atomic",
  "load-acquire",
  "store-release",
  "address-space-cast",
]);

/** Whether all registers that an instruction reads may be read, and those that it writes be written. */
function isSurelyMade({ operation, instruction }: DescribedInstruction, facts: RegisterFacts): boolean {
  if (operation.kind === "invalid") return false;
  const { reads, writes } = registerUse(operation, instruction);
  return (reads & ~facts.surely) === 0 && (writes & registerBit(FRAME_POINTER)) === 0;
}

/** Whether an instruction may have to go the careful way. */
function isRisky(fn: FunctionCode, each: DescribedInstruction, facts: RegisterFacts): boolean {
  const { operation, instruction } = each;
  if (operation.kind === "invalid" || !isSurelyMade(each, facts)) return true;
  if (fn.functions.isWatched(instruction.slot)) return true;
  if (operation.kind === "arithmetic") return maySubtractPointers(operation, instruction, facts);
  const fixed = fixedAccess(each);
  if (fixed && (isSurelyWritten(fixed, facts.stack) || (fixed.intent === "write" && !fn.stackWatched))) return false;
  const proof = fn.proofs.bySlot.get(instruction.slot);
  if (proof && proof.first !== instruction.slot) return mayStorePointer(each, facts);
  return mayNeedHelp.has(operation.kind);
}

/** The instructions of a block in their order, each with what is known before it. */
interface Placed {
  readonly each: DescribedInstruction;
  readonly facts: RegisterFacts;
}

function withFacts(before: RegisterFacts, instructions: readonly DescribedInstruction[]): Placed[] {
  let facts = before;
  return instructions.map((each) => {
    const placed = { each, facts };
    facts = factsAfter(each, facts, true);
    return placed;
  });
}

const withoutEnd = (placed: readonly Placed[]): readonly Placed[] =>
  placed.filter(({ each }) => !endsBlock.has(each.operation.kind));

function translateAll(fn: FunctionCode, placed: readonly Placed[], wayOut: (index: number) => Label | undefined): void {
  for (const [index, { each, facts }] of placed.entries()) {
    fn.facts = facts;
    fn.carefulWay = wayOut(index);
    translateInstruction(fn, each);
  }
  fn.carefulWay = undefined;
}

/**
 * Two ways through instructions without a jump. The straight one calls nothing: where an instruction can't be made by plain
 * code alone, it branches to that instruction on the careful way, which goes on to the end by itself. So engines keep
 * registers in registers on the straight way.
 */
function translateTwice(fn: FunctionCode, placed: readonly Placed[], risky: readonly number[]): void {
  const { code } = fn;
  const done: Label = { name: "done" };
  const labels = new Map(risky.map((index): [number, Label] => [index, { name: `careful ${index}` }]));
  const within = (count: number): void => {
    const at = risky[count - 1];
    const label = at === undefined ? undefined : labels.get(at);
    if (at === undefined || !label) {
      fn.isStraight = true;
      translateAll(fn, placed, (index) => labels.get(index));
      fn.isStraight = false;
      code.branch(done);
      return;
    }
    code.block(label, () => within(count - 1));
    translateAll(fn, placed.slice(at, risky[count]), () => undefined);
    if (count === risky.length) fn.windows.take();
  };
  code.block(done, () => within(risky.length));
}

const plainEnds: ReadonlySet<OperationKind | "invalid"> = new Set(["jump-if", "jump", "may-goto"]);

/** Whether instructions, where what is proven of them holds, can be made without a check; the last one may end a block. */
export function isPlain(
  fn: FunctionCode,
  before: RegisterFacts,
  instructions: readonly DescribedInstruction[],
): boolean {
  return withFacts(before, instructions).every(({ each, facts }) => {
    if (endsBlock.has(each.operation.kind)) return plainEnds.has(each.operation.kind) && isSurelyMade(each, facts);
    return fn.proofs.bySlot.has(each.instruction.slot) ? isSurelyMade(each, facts) : !isRisky(fn, each, facts);
  });
}

/** Appends instructions that are plain, without one that ends a block; what is known is afterwards that before the last one. */
export function translateStraight(fn: FunctionCode, instructions: readonly DescribedInstruction[]): void {
  const all = withFacts(fn.facts, instructions);
  const { facts } = all.at(-1) ?? fn;
  fn.isStraight = true;
  translateAll(fn, withoutEnd(all), () => undefined);
  fn.isStraight = false;
  fn.facts = facts;
}

/** The windows that instructions look through on the straight way. */
export function windowsNeeded(fn: FunctionCode, instructions: readonly DescribedInstruction[]): number[] {
  const windows = new Set<number>();
  for (const each of instructions) {
    const window = windowNeeded(fn, each);
    if (window !== undefined) windows.add(window);
    fn.facts = factsAfter(each, fn.facts, true);
  }
  return [...windows];
}

/** Appends the instructions of a block, without one that ends it; what is known is afterwards that before its last instruction. */
export function translateBody(fn: FunctionCode, instructions: readonly DescribedInstruction[]): void {
  const all = withFacts(fn.facts, instructions);
  const placed = withoutEnd(all);
  const { facts } = all.at(-1) ?? fn;
  const risky = placed.flatMap(({ each, facts: before }, index) => (isRisky(fn, each, before) ? [index] : []));
  if (risky.length === 0 || risky.length > MOST_LABELS) translateAll(fn, placed, () => undefined);
  else translateTwice(fn, placed, risky);
  fn.facts = facts;
}
