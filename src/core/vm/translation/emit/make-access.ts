import type { Label } from "../../../wasm/code.ts";
import { STACK_ORIGIN } from "../../analysis/origin.ts";
import { isFixed } from "../../analysis/written-stack.ts";
import type { FunctionCode } from "../function-code.ts";
import type { PlacedSpan } from "../placed-spans.ts";
import type { Proof } from "../proofs.ts";
import type { Access } from "./access.ts";
import { findInOwnStack, findInSpan, findInWindow, setAddress, windowOfAccess, windowOfSpan } from "./find-place.ts";
import { accessFixed } from "./fixed-stack.ts";

/** Where it is likely, then anywhere in linear memory, then by the interpreter. */
function accessAnywhere(fn: FunctionCode, access: Access): void {
  const { code } = fn;
  const { intent, size, base, pushNotAnywhere } = access;
  const done: Label = { name: "done" };
  const found: Label = { name: "found" };
  const otherwise: Label = { name: "otherwise" };
  const ownStack = fn.facts.origins[base] === STACK_ORIGIN;
  code.block(done, () => {
    code.block(found, () => {
      findInSpan(fn, access, found);
      setAddress(fn, base, access.instruction.offset);
      code.block(otherwise, () => {
        if (ownStack) findInOwnStack(fn, access, otherwise);
        else findInWindow(fn, windowOfAccess(fn, access), otherwise);
        code.branch(found);
      });
      code.get(fn.address);
      if (ownStack) code.call(fn.functions.place[intent][size.bytes]);
      else code.i32(windowOfAccess(fn, access)).call(fn.functions.reach[intent][size.bytes]);
      code.tee(fn.place).i32(0).op("i32.ne");
      if (pushNotAnywhere) {
        pushNotAnywhere();
        code.op("i32.gt_u");
      }
      code.branchIf(found);
      fn.step(access.operation, access.instruction);
      code.branch(done);
    });
    access.perform(() => code.get(fn.place), 0, ownStack ? "any" : "plain");
  });
}

/** An access of a span that is accessible as a whole: this is checked before the first one. */
function accessInSpan(fn: FunctionCode, access: Access, placed: PlacedSpan, otherwise: Label): void {
  const { code } = fn;
  const { base, from, first } = placed.span;
  const { slot, offset } = access.instruction;
  if (first === slot) {
    setAddress(fn, base, from);
    findInWindow(fn, windowOfSpan(fn, placed.span), otherwise);
    code.get(fn.place).set(placed.place);
    fn.spans.checked(placed);
  }
  access.perform(() => code.get(placed.place), offset - from, "any");
}

/** Where it is likely; the careful way makes all others. */
function accessLikely(fn: FunctionCode, access: Access, otherwise: Label): void {
  const { code } = fn;
  const { base, instruction, pushNotAnywhere } = access;
  const ownStack = fn.facts.origins[base] === STACK_ORIGIN;
  if (pushNotAnywhere && !ownStack) {
    pushNotAnywhere();
    code.branchIfUnlikely(otherwise);
  }
  const placed = ownStack ? undefined : fn.spans.at(instruction.slot);
  if (placed) {
    accessInSpan(fn, access, placed, otherwise);
    return;
  }
  setAddress(fn, base, instruction.offset);
  if (ownStack) findInOwnStack(fn, access, otherwise);
  else findInWindow(fn, windowOfAccess(fn, access), otherwise);
  access.perform(() => code.get(fn.place), 0, "any");
}

/** An access within global data: whether it is as it has to be is looked at where the block's first such access is made. */
function accessProven(fn: FunctionCode, { base, instruction, pushNotAnywhere, perform }: Access, proof: Proof): void {
  const { code, carefulWay } = fn;
  const { slot, offset } = instruction;
  if (carefulWay && proof.first === slot) {
    fn.proven.pushFails([proof]);
    code.branchIfUnlikely(carefulWay);
  }
  if (carefulWay && pushNotAnywhere) {
    pushNotAnywhere();
    code.branchIfUnlikely(carefulWay);
  }
  const pushPlace = () => {
    code.get(fn.register(base)).op("i32.wrap_i64").get(fn.proven.displacement(proof)).op("i32.add");
    if (offset < 0) code.i32(offset).op("i32.add");
  };
  perform(pushPlace, Math.max(0, offset), carefulWay ? "any" : "plain");
}

/** Makes an access in the way that is the fastest of those that are sure to find what it breaks. */
export function makeAccess(fn: FunctionCode, access: Access): void {
  const proof = fn.isStraight ? fn.proofs.bySlot.get(access.instruction.slot) : undefined;
  if (isFixed(access)) accessFixed(fn, access);
  else if (proof) accessProven(fn, access, proof);
  else if (fn.carefulWay) accessLikely(fn, access, fn.carefulWay);
  else accessAnywhere(fn, access);
}
