import type { AccessSize } from "../../bytes/integers.ts";
import type { Code, Label } from "../../wasm/code.ts";
import { ENTRY_BITS, entry, MOST_REGIONS, TABLE } from "../linear/layout.ts";
import { BIAS, FIRST_REGION } from "../memory.ts";
import { type AccessWidth, accessWidths } from "./access-widths.ts";

/** Locals that the look-up of a region needs. */
export interface AddressLocals {
  /** The address, 64 bits. */
  readonly address: number;
  /** Its lower half, which the look-up fills in. */
  readonly low: number;
  /** The region's entry, which the look-up fills in. */
  readonly place: number;
}

/** Pushes 0 where a value in a local is below every pointer: negative numbers and pointers are told apart later. */
export const pushMayBePointer = (code: Code, local: number): Code => code.get(local).i64(0n).op("i64.lt_s");

/** Finds the entry of the address's region; goes to `otherwise` where there is none. */
export function findRegion(code: Code, { address, low, place }: AddressLocals, otherwise: Label): void {
  code.get(address).i64(32n).op("i64.shr_u", "i32.wrap_i64").i32(Number(FIRST_REGION)).op("i32.sub").tee(place);
  code.i32(MOST_REGIONS).op("i32.ge_u").branchIf(otherwise);
  code.get(place).i32(ENTRY_BITS).op("i32.shl").set(place);
  code.get(address).op("i32.wrap_i64").set(low);
}

const field = (code: Code, { place }: AddressLocals, at: number): Code =>
  code.get(place).memory("i32.load", TABLE + at);

/** Goes to `otherwise` where an access of a size is not within the region's limits. */
export function checkLimit(
  code: Code,
  locals: AddressLocals,
  limits: "readLimits" | "writeLimits" | "trackedLimits",
  size: AccessSize,
  otherwise: Label,
): void {
  code.get(locals.low).i32(Number(BIAS)).op("i32.sub");
  field(code, locals, entry[limits] + 4 * accessWidths[size].index);
  code.op("i32.ge_u").branchIf(otherwise);
}

/** Pushes the place of the address in linear memory. */
export function pushPlace(code: Code, locals: AddressLocals): void {
  field(code, locals, entry.displacement);
  code.get(locals.low).op("i32.add");
}

/** Pushes something other than 0 where not all bytes that stand for the access at `place` say that it was written. */
export function pushUnwritten(code: Code, width: AccessWidth, pushPlaceOfWritten: () => void, offset = 0): void {
  pushPlaceOfWritten();
  code.memory(width.loadWritten, offset);
  pushAllWritten(code, width);
  code.op(width.differs);
}

export const pushAllWritten = (code: Code, { allWritten, loadWritten }: AccessWidth): Code =>
  loadWritten === "i64.load" ? code.i64(allWritten) : code.i32(Number(allWritten));
