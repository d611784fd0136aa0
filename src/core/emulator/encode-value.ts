import type { Btf } from "../btf/btf.ts";
import { findMember, sizeOf } from "../btf/layout.ts";
import type { TypeId } from "../btf/types.ts";
import { fromHex } from "../bytes/hex.ts";
import { counted } from "../words/counted.ts";
import { numberMeant } from "./compare/expected-value.ts";

/** An author's value that can't be what a C type holds, in one sentence without a full stop. */
export class UnfitValue extends Error {}

type AuthorValue = number | string | readonly number[];

function numberBytes(value: bigint, size: number, what: string): Uint8Array {
  if (value < -(1n << BigInt(8 * size - 1)) || value >= 1n << BigInt(8 * size)) {
    throw new UnfitValue(`${value} does not fit the ${counted(size, "byte")} of ${what}`);
  }
  return Uint8Array.from({ length: size }, (_, index) => Number((value >> BigInt(8 * index)) & 0xffn));
}

function elements(btf: Btf, type: TypeId, values: readonly number[], what: string): Uint8Array {
  const array = btf.resolved(type);
  if (array.kind !== "array" || values.length > array.length) {
    throw new UnfitValue(`${what} has no room for ${counted(values.length, "number")}`);
  }
  const size = sizeOf(btf, array.element);
  return Uint8Array.from(values.flatMap((value) => [...numberBytes(BigInt(value), size, what)]));
}

/**
 * The bytes of an author's value for a C type: a number or enumerator (of `kernelBtf`) for integers, a list of numbers for
 * the start of an array, hexadecimal for everything else. Throws `UnfitValue`.
 */
export function encodeValue(btf: Btf, type: TypeId, value: AuthorValue, what: string, kernelBtf: Btf): Uint8Array {
  const size = sizeOf(btf, type);
  const { kind } = btf.resolved(type);
  if (Array.isArray(value)) return elements(btf, type, value, what);
  const single = value as number | string;
  if (kind === "int" || kind === "enum" || kind === "ptr") {
    const number = numberMeant(single, kernelBtf);
    if (number === undefined) throw new UnfitValue(`${single} is not a number for ${what}`);
    return numberBytes(number, size, what);
  }
  const raw = typeof single === "string" ? fromHex(single) : undefined;
  if (raw?.length === size) return raw;
  throw new UnfitValue(`${what} is no integer: write its ${counted(size, "byte")} in hexadecimal`);
}

/** A struct of members by their paths; what is not named is 0. Throws `UnfitValue`. */
export function encodeMembers(
  btf: Btf,
  type: TypeId,
  members: Readonly<Record<string, AuthorValue>>,
  kernelBtf: Btf,
): Uint8Array {
  const bytes = new Uint8Array(sizeOf(btf, type));
  for (const [path, value] of Object.entries(members)) {
    const place = findMember(btf, type, path);
    if (!place || place.bitFieldSize > 0) throw new UnfitValue(`There is no member ${path} that could be set`);
    bytes.set(encodeValue(btf, place.type, value, path, kernelBtf), place.bitOffset / 8);
  }
  return bytes;
}
