import { valueAt } from "../emulator/compare/expected-value.ts";
import type { CallRecord, DecodedValue } from "../emulator/outcome.ts";
import { errnoValues } from "../uapi/errno.ts";

/** What a call stored in an argument's member, such as opts.error; undefined where it left the argument as it was. */
export function valueVia(call: CallRecord, via: string): DecodedValue | undefined {
  const [name, ...path] = via.split(".");
  const after = call.args.find((candidate) => candidate.name === name)?.after;
  if (path.length === 0 && after?.kind === "pointer") return after.pointee;
  return after && valueAt(after, path);
}

/** Whether a value is the error: NULL, or the errno negated in whatever integer type it came in. */
export function isErrorValue(value: DecodedValue | undefined, error: keyof typeof errnoValues | "NULL"): boolean {
  if (error === "NULL") return value?.kind === "pointer" && value.null;
  if (value?.kind !== "integer") return false;
  return asSigned(value) === BigInt(-errnoValues[error]);
}

/** The name of the errno that a value is, without its sign, in whatever integer type it came in. */
export function errnoIn(value: DecodedValue | undefined): string | undefined {
  const negative = value?.kind === "integer" ? asSigned(value) : undefined;
  if (negative === undefined || negative >= 0n) return undefined;
  return Object.entries(errnoValues).find(([, number]) => BigInt(-number) === negative)?.[0];
}

/** Functions that return an unsigned type give errors as its upper end: 4294967274 is -22. */
function asSigned({ type, value: decimal }: { readonly type: string; readonly value: string }): bigint | undefined {
  if (!/^-?\d{1,20}$/.test(decimal)) return undefined;
  const value = BigInt(decimal);
  if (value < 0n) return value;
  const isWide = value >= 1n << 32n || /64$|\blong\b|size_t$/.test(type);
  return BigInt.asIntN(isWide ? 64 : 32, value);
}

export function printDecoded(value: DecodedValue | undefined): string {
  switch (value?.kind) {
    case "integer":
      return value.name ?? value.value;
    case "pointer":
      return value.null ? "NULL" : value.target;
    case "struct":
      return `a ${value.type}`;
    case "bytes":
      return value.hex;
    default:
      return "not changed";
  }
}

/** " (line 57)"; nothing where the engine does not see where calls stand. */
export const lineOf = ({ at }: CallRecord): string => (at.line > 0 ? ` (line ${at.line})` : "");
