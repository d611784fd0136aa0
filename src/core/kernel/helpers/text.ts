import { toU64 } from "../../bytes/integers.ts";
import type { ErrnoName } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import { argumentArray } from "./argument-array.ts";
import { errnoResult } from "./errno-result.ts";
import { formatLine } from "./format.ts";
import type { HelperModel } from "./helper.ts";
import { memorySize } from "./memory-size.ts";

/** isspace (include/linux/ctype.h, v7.3): blanks, and the no-break space of Latin-1. */
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0xa0 || (byte >= 0x09 && byte <= 0x0d);

/** Digits that are looked at, at most (the buffer of __bpf_strtoull, kernel/bpf/helpers.c, v7.3). */
const MOST_DIGITS = 63;
const BASE_MASK = 0x1fn;

interface ReadNumber {
  readonly value: bigint;
  readonly isNegative: boolean;
  /** Bytes from the start of the text. */
  readonly consumed: number;
}

/** Base and start of the digits: 0x and 0 decide where no base is given, and 0x may stand before base 16. */
function fixRadix(text: string, base: number): { readonly base: number; readonly start: number } {
  const isHex = /^0x[0-9a-f]/i.test(text);
  const found = base !== 0 ? base : isHex ? 16 : text.startsWith("0") ? 8 : 10;
  return { base: found, start: found === 16 && /^0x/i.test(text) ? 2 : 0 };
}

function digitsAt(text: string, start: number, base: number): string {
  let end = start;
  while (end < text.length && Number.parseInt(text[end] ?? "", 36) < base) end++;
  return text.slice(start, end);
}

const toNumber = (digits: string, base: number): bigint =>
  [...digits].reduce((value, digit) => value * BigInt(base) + BigInt(Number.parseInt(digit, 36)), 0n);

function readNumber(bytes: Uint8Array, flags: bigint): ReadNumber | ErrnoName {
  if (![0n, 8n, 10n, 16n].includes(flags & BASE_MASK) || (flags & ~BASE_MASK) !== 0n) return "EINVAL";
  let at = 0;
  while (at < bytes.length && isSpace(bytes[at] ?? 0)) at++;
  const isNegative = bytes[at] === 0x2d;
  if (isNegative) at++;
  if (at >= bytes.length) return "EINVAL";
  const text = String.fromCharCode(...bytes.subarray(at, at + MOST_DIGITS));
  const { base, start } = fixRadix(text, Number(flags & BASE_MASK));
  const digits = digitsAt(text, start, base);
  const value = toNumber(digits, base);
  if (value >= 1n << 64n) return "ERANGE";
  return digits === "" ? "EINVAL" : { value, isNegative, consumed: at + start + digits.length };
}

/** Reads a number and stores it; 0 where there is none. `bounded` gives the value as it is stored, or why it can't be. */
function strto(
  name: HelperModel["name"],
  bounded: (value: bigint, isNegative: boolean) => bigint | ErrnoName,
): HelperModel {
  return {
    name,
    notModelled: [],
    call(kernel, args) {
      const { memory } = kernel;
      const bytes = memory.readBytes(args(0), memorySize(kernel, args(1)));
      memory.store(args(3), 8, 0n, "anywhere");
      const read = readNumber(bytes, args(2));
      if (typeof read === "string") return errnoResult(read);
      const value = bounded(read.value, read.isNegative);
      if (typeof value === "string") return errnoResult(value);
      memory.store(args(3), 8, toU64(value));
      return BigInt(read.consumed);
    },
  };
}

const signed = (value: bigint, isNegative: boolean): bigint | ErrnoName => {
  const limit = 1n << 63n;
  if (isNegative) return value > limit ? "ERANGE" : -value;
  return value >= limit ? "ERANGE" : value;
};

/** strncmp (lib/string.c, v7.3): -1, 0 or 1. */
function compare(kernel: Kernel, address: bigint, size: bigint, other: bigint): bigint {
  const { memory } = kernel;
  const left = memory.readBytes(address, memorySize(kernel, size));
  for (const [index, byte] of left.entries()) {
    const right = memory.readBytes(other + BigInt(index), 1)[0] ?? 0;
    if (byte !== right) return byte < right ? toU64(-1n) : 1n;
    if (byte === 0) return 0n;
  }
  return 0n;
}

/** The bytes of a text up to its NUL, which the verifier has seen in the read-only map that it stands in. */
function constantText({ memory }: Kernel, address: bigint): Uint8Array {
  const { region, offset } = memory.resolve(address, { intent: "read", size: 1 });
  const end = region.bytes.indexOf(0, offset);
  return memory.readBytes(address, end < 0 ? region.size - offset : end + 1 - offset);
}

/** Numbers and texts (kernel/bpf/helpers.c, v7.3). */
export const text: readonly HelperModel[] = [
  strto("bpf_strtol", signed),
  strto("bpf_strtoul", (value, isNegative) => (isNegative ? "EINVAL" : value)),
  {
    name: "bpf_strncmp",
    notModelled: ["That the second text has to stand in a read-only map."],
    call: (kernel, args) => compare(kernel, args(0), args(1), args(2)),
  },
  {
    name: "bpf_snprintf",
    notModelled: ["Conversions that bpf_trace_printk does not know either: they give -EINVAL."],
    call(kernel, args) {
      const { memory } = kernel;
      const values = argumentArray(kernel, args(3), args(4));
      const room = Number(BigInt.asUintN(32, args(1)));
      if (!values) return errnoResult("EINVAL");
      const line = formatLine(memory, constantText(kernel, args(2)), values.count, values.at, room);
      if (!line) return errnoResult("EINVAL");
      if (room > 0) writeText(kernel, args(0), line.bytes, room);
      return BigInt(line.length + 1);
    },
  },
];

/** The text with its NUL; what stands behind it counts as written, whatever it was. */
function writeText({ memory }: Kernel, address: bigint, bytes: Uint8Array, room: number): void {
  const { region, offset } = memory.resolve(address, { intent: "write", size: room });
  const whole = region.bytes.slice(offset, offset + room);
  whole.set(bytes);
  whole[bytes.length] = 0;
  memory.writeBytes(address, whole);
}
