import type { Btf } from "../../btf/btf.ts";
import { sizeOf } from "../../btf/layout.ts";
import { fromHex, toHex } from "../../bytes/hex.ts";
import { enumerators } from "../../kernel/enumerators.ts";
import { type ErrnoName, errnoValues } from "../../uapi/errno.ts";
import { nameOfErrno } from "../decode/decode-value.ts";
import type { DecodedValue } from "../outcome.ts";

/** The number that an author's value stands for: digits, a negative errno such as -ENOENT, an enumerator of the kernel. */
export function numberMeant(value: number | string, btf: Btf): bigint | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  if (/^(-?\d+|0x[0-9a-f]+)$/i.test(value)) return BigInt(value);
  if (value.startsWith("-E")) {
    const errno: number | undefined = errnoValues[value.slice(1) as ErrnoName];
    return errno === undefined ? undefined : BigInt(-errno);
  }
  return enumerators(btf).get(value);
}

/** In bits, by the name of the type; undefined for one that the kernel does not have. Without a name, what the value needs. */
function widthOf(type: string, value: bigint, btf: Btf): number | undefined {
  if (type === "") return BigInt.asIntN(32, value) === value || BigInt.asUintN(32, value) === value ? 32 : 64;
  const id = btf.find("typedef", type) ?? btf.find("int", type) ?? btf.find("enum", type.replace(/^enum /, ""));
  return id === undefined ? undefined : 8 * sizeOf(btf, id);
}

/** A negative number is also its pattern of bits in an unsigned type: -EINVAL is 18446744073709551594 in a u64. */
function sameInteger({ type, value }: { type: string; value: string }, meant: bigint | undefined, btf: Btf): boolean {
  if (meant === undefined) return false;
  const actual = BigInt(value);
  if (meant === actual) return true;
  const width = actual < 0n === meant < 0n ? undefined : widthOf(type, actual, btf);
  if (width === undefined) return false;
  const inRange = meant >= -(1n << BigInt(width - 1)) && meant < 1n << BigInt(width);
  return inRange && BigInt.asUintN(width, meant) === BigInt.asUintN(width, actual);
}

/** Whether a decoded value is the expected one: numbers by value, pointers by `null`, `non-null` or target, bytes by hexadecimal. */
export function isExpected(value: DecodedValue, expected: number | string, btf: Btf): boolean {
  switch (value.kind) {
    case "integer":
      return value.name === expected || sameInteger(value, numberMeant(expected, btf), btf);
    case "pointer":
      if (expected === "null" || expected === "NULL" || expected === 0) return value.null;
      return expected === "non-null" ? !value.null : value.target === expected;
    case "bytes": {
      const bytes = typeof expected === "string" ? fromHex(expected) : undefined;
      return bytes !== undefined && toHex(bytes) === value.hex;
    }
    case "struct":
    case "varying":
      return false;
  }
}

/** A negative number is an error, but for -1: that is also what a comparison gives. */
const integerExpected = (value: number): string | number =>
  value === -1 ? value : (nameOfErrno(BigInt(value)) ?? value);

/** A decoded value as a scenario would expect it, errors by their names; undefined where no single value says it. */
export function asExpected(value: DecodedValue | undefined): string | number | undefined {
  switch (value?.kind) {
    case "integer":
      return (
        value.name ?? (Number.isSafeInteger(Number(value.value)) ? integerExpected(Number(value.value)) : value.value)
      );
    case "pointer":
      return value.null ? "null" : "non-null";
    case "bytes":
      return value.hex;
    default:
      return undefined;
  }
}

/** Before what a value is that differs from run to run. */
export const VARIES = "varies: ";

/** A decoded value in a few words, for a message. */
export function printValue(value: DecodedValue): string {
  switch (value.kind) {
    case "integer":
      return value.name === undefined ? value.value : `${value.name} (${value.value})`;
    case "pointer":
      return value.null ? "NULL" : value.target;
    case "bytes":
      return value.hex;
    case "varying":
      return `${VARIES}${value.meaning}`;
    case "struct":
      return `{ ${value.members.map((member) => `${member.name} = ${printValue(member.value)}`).join(", ")} }`;
  }
}

/** The value that a path such as `error` or `daddr.a4` leads to, through pointers to what stands there. */
export function valueAt(value: DecodedValue, path: readonly string[]): DecodedValue | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (value.kind === "pointer") return value.pointee && valueAt(value.pointee, path);
  const member = value.kind === "struct" ? value.members.find((each) => each.name === name) : undefined;
  return member && valueAt(member.value, rest);
}
