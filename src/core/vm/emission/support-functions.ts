import type { AccessSize } from "../../bytes/integers.ts";
import { Code, type Label } from "../../wasm/code.ts";
import type { DefinedFunction } from "../../wasm/module.ts";
import { accessSizes, entry, state, TABLE } from "../linear/layout.ts";
import type { PointerImport } from "../linear/pointer-imports.ts";
import { FIRST_POINTER } from "../memory.ts";
import { accessWidths } from "./access-widths.ts";
import { type AddressLocals, checkLimit, findRegion, pushAllWritten, pushPlace, pushUnwritten } from "./addresses.ts";

/** Imports of engines by their index. */
type PointerImports = Readonly<Record<PointerImport, number>>;

const otherwise: Label = { name: "otherwise" };
const notPlain: Label = { name: "not plain" };

/** Goes to `number` where a value is no pointer into a region. */
function checkPointer(code: Code, address: number, number: Label): void {
  code.get(address).i64(FIRST_POINTER).op("i64.lt_u").branchIf(number);
  code.get(address).i64(FIRST_POINTER).op("i64.sub").i64(32n).op("i64.shr_u", "i32.wrap_i64");
  code.i32(0).memory("i32.load", state.regions).op("i32.ge_u").branchIf(number);
}

/** Goes to `plain` where a value is compared as it is, and on where that may be otherwise. */
function checkAliased(code: Code, locals: AddressLocals, plain: Label): void {
  checkPointer(code, locals.address, plain);
  const outside: Label = { name: "outside" };
  code.block(outside, () => {
    findRegion(code, locals, outside);
    code
      .get(locals.place)
      .memory("i32.load", TABLE + entry.aliased)
      .op("i32.eqz")
      .branchIf(plain);
  });
}

/** The address by which a pointer is compared, worked out here where it stands for itself. */
function compared({ comparable }: PointerImports): DefinedFunction {
  const code = new Code(["i64"]);
  const locals = { address: 0, low: code.local("i32"), place: code.local("i32") };
  code.block(otherwise, () => {
    checkAliased(code, locals, otherwise);
    code.get(0).call(comparable).op("return");
  });
  return { type: { parameters: ["i64"], results: ["i64"] }, code: code.get(0) };
}

/** Whether two values are equal, worked out here where both stand for themselves. */
function equal({ equal: equalOutside }: PointerImports): DefinedFunction {
  const code = new Code(["i64", "i64"]);
  const locals = { low: code.local("i32"), place: code.local("i32") };
  const aliased: Label = { name: "aliased" };
  const plain: Label = { name: "plain" };
  code.block(plain, () => {
    code.block(aliased, () => {
      code.block(otherwise, () => {
        checkAliased(code, { address: 0, ...locals }, otherwise);
        code.branch(aliased);
      });
      checkAliased(code, { address: 1, ...locals }, plain);
    });
    code.get(0).get(1).call(equalOutside).op("return");
  });
  return { type: { parameters: ["i64", "i64"], results: ["i32"] }, code: code.get(0).get(1).op("i64.eq") };
}

/** What a value is stored as outside of the stack. */
function stored({ stored: storedOutside }: PointerImports): DefinedFunction {
  const code = new Code(["i64"]);
  code.block(otherwise, () => {
    checkPointer(code, 0, otherwise);
    code.get(0).call(storedOutside).op("return");
  });
  return { type: { parameters: ["i64"], results: ["i64"] }, code: code.get(0) };
}

/**
 * The place in linear memory of an access that plain code could not make: one of a tracked region, or of a plain one where
 * the code expected a tracked one. 0 where the interpreter must make it. Bytes to be written are marked as written.
 */
function placeOf(size: AccessSize, intent: "read" | "write"): DefinedFunction {
  const code = new Code(["i64"]);
  const locals = { address: 0, low: code.local("i32"), place: code.local("i32") };
  const width = accessWidths[size];
  const at = code.local("i32");
  const written = code.local("i32");
  code.block(otherwise, () => {
    findRegion(code, locals, otherwise);
    code.block(notPlain, () => {
      checkLimit(code, locals, intent === "read" ? "readLimits" : "writeLimits", size, notPlain);
      pushPlace(code, locals);
      code.op("return");
    });
    checkLimit(code, locals, "trackedLimits", size, otherwise);
    pushPlace(code, locals);
    code
      .tee(at)
      .i32(size - 1)
      .op("i32.and")
      .branchIf(otherwise);
    code
      .get(locals.place)
      .memory("i32.load", TABLE + entry.toWritten)
      .get(at)
      .op("i32.add")
      .set(written);
    pushUnwritten(code, width, () => code.get(written));
    if (intent === "read") code.branchIf(otherwise);
    else
      code
        .get(locals.place)
        .memory("i32.load", TABLE + entry.watched)
        .op("i32.and")
        .branchIf(otherwise);
    if (intent === "write") {
      code.get(written);
      pushAllWritten(code, width).memory(width.storeWritten);
    }
    code.get(at).op("return");
  });
  return { type: { parameters: ["i64"], results: ["i32"] }, code: code.i32(0) };
}

/** Functions that every module brings along, in the order of their indices. */
export const supportFunctions = (imported: PointerImports): readonly DefinedFunction[] => [
  compared(imported),
  equal(imported),
  stored(imported),
  ...accessSizes.map((size) => placeOf(size, "read")),
  ...accessSizes.map((size) => placeOf(size, "write")),
];

export type BySize = Readonly<Record<AccessSize, number>>;

/** Their indices in a module. */
export interface SupportIndices {
  /** Any address as it is compared; only what stands for something else goes out of the module. */
  readonly compared: number;
  /** Whether two values are equal, where a jump by 64 bits asks that. */
  readonly equal: number;
  /** What any value is stored as outside of the stack; only pointers go out of the module. */
  readonly stored: number;
  /** The place of an access of a size in linear memory, 0 where only the interpreter can make it. */
  readonly place: Readonly<Record<"read" | "write", BySize>>;
}

/** The first of them has the index `first`. */
export function supportIndices(first: number): SupportIndices {
  const bySize = (from: number) =>
    Object.fromEntries(accessSizes.map((size, index) => [size, from + index])) as Record<AccessSize, number>;
  const group = (index: number) => bySize(first + 3 + index * accessSizes.length);
  return {
    compared: first,
    equal: first + 1,
    stored: first + 2,
    place: { read: group(0), write: group(1) },
  };
}
