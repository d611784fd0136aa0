import type { AccessSize } from "../../bytes/integers.ts";
import { Code, type Label } from "../../wasm/code.ts";
import type { DefinedFunction } from "../../wasm/module.ts";
import { accessWidths } from "../emission/access-widths.ts";
import { findRegion } from "../emission/addresses.ts";
import type { BySize, SupportIndices } from "../emission/support-functions.ts";
import { accessSizes, entry, TABLE } from "../linear/layout.ts";
import { BIAS } from "../memory.ts";
import { windowField } from "./windows.ts";

const intents = ["read", "write"] as const;

/** Stores in a window the address of the first byte of the region that an address is in. */
function storeBase(code: Code, window: number, address: number): void {
  code
    .get(window)
    .get(address)
    .i64(-1n << 32n)
    .op("i64.and")
    .i64(BIAS)
    .op("i64.or");
  code.memory("i64.store", windowField.base);
}

/**
 * The place of an access in linear memory, 0 where only the interpreter can make it. A window, by its own place, shows the
 * region from now on where plain code can access it.
 */
function reach(size: AccessSize, intent: "read" | "write", place: number): DefinedFunction {
  const code = new Code(["i64", "i32"]);
  const [address, window] = [0, 1];
  const locals = { address, low: code.local("i32"), place: code.local("i32") };
  const limits = intent === "read" ? entry.readLimits : entry.writeLimits;
  const otherwise: Label = { name: "otherwise" };
  code.block(otherwise, () => {
    findRegion(code, locals, otherwise);
    storeBase(code, window, address);
    code
      .get(window)
      .get(locals.place)
      .memory("i64.load32_u", TABLE + limits + 4 * accessWidths[size].index);
    code.memory("i64.store", windowField.limit);
    code
      .get(window)
      .get(locals.place)
      .memory("i32.load", TABLE + entry.displacement);
    code.i32(Number(BIAS)).op("i32.add").memory("i32.store", windowField.data);
  });
  return { type: { parameters: ["i64", "i32"], results: ["i32"] }, code: code.get(address).call(place) };
}

/** The place of a span of bytes, of which the number comes last; 0 where not all of it is plain memory. */
function reachSpan(intent: "read" | "write"): DefinedFunction {
  const code = new Code(["i64", "i32", "i32"]);
  const [address, window, bytes] = [0, 1, 2];
  const locals = { address, low: code.local("i32"), place: code.local("i32") };
  const size = code.local("i32");
  const distance = code.local("i32");
  const data = code.local("i32");
  const otherwise: Label = { name: "otherwise" };
  code.block(otherwise, () => {
    findRegion(code, locals, otherwise);
    const limits = intent === "read" ? entry.readLimits : entry.writeLimits;
    code
      .get(locals.place)
      .memory("i32.load", TABLE + limits)
      .tee(size)
      .get(bytes)
      .op("i32.lt_u")
      .branchIf(otherwise);
    code.get(locals.low).i32(Number(BIAS)).op("i32.sub").tee(distance);
    code.get(size).get(bytes).op("i32.sub", "i32.gt_u").branchIf(otherwise);
    storeBase(code, window, address);
    code.get(window).get(size).get(bytes).op("i32.sub").i32(1).op("i32.add", "i64.extend_i32_u");
    code.memory("i64.store", windowField.limit);
    code
      .get(locals.place)
      .memory("i32.load", TABLE + entry.displacement)
      .i32(Number(BIAS))
      .op("i32.add")
      .set(data);
    code.get(window).get(data).memory("i32.store", windowField.data);
    code.get(data).get(distance).op("i32.add", "return");
  });
  return { type: { parameters: ["i64", "i32", "i32"], results: ["i32"] }, code: code.i32(0) };
}

/** One function for each size, to read and then to write. */
export const reachFunctions = ({ place }: SupportIndices): readonly DefinedFunction[] =>
  intents.flatMap((intent) => [
    ...accessSizes.map((size) => reach(size, intent, place[intent][size])),
    reachSpan(intent),
  ]);

export interface ReachIndices {
  /** As `place`, and lets a window, by its own place, show the region. */
  readonly reach: Readonly<Record<"read" | "write", BySize>>;
  readonly reachSpan: Readonly<Record<"read" | "write", number>>;
}

/** Their indices in the module, the first of which is `first`. */
export function reachIndices(first: number): ReachIndices {
  const bySize = (from: number) =>
    Object.fromEntries(accessSizes.map((size, index) => [size, from + index])) as Record<AccessSize, number>;
  const second = first + accessSizes.length + 1;
  return {
    reach: { read: bySize(first), write: bySize(second) },
    reachSpan: { read: second - 1, write: second + accessSizes.length },
  };
}
