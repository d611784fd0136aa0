import type { Btf } from "../../btf/btf.ts";
import { countMembers } from "../../btf/count-members.ts";
import { sizeOf } from "../../btf/layout.ts";
import { printType } from "../../btf/print-type.ts";
import type { BtfMember, BtfType, BtfTypeOf, TypeId } from "../../btf/types.ts";
import { readBitField } from "../../bytes/bit-field.ts";
import { toHex } from "../../bytes/hex.ts";
import { readUnsigned, toS64 } from "../../bytes/integers.ts";
import { errnoName } from "../../uapi/errno.ts";
import type { DecodedValue } from "../outcome.ts";

/** What decoding needs beside the bytes. */
export interface DecodeContext {
  readonly btf: Btf;
  /** What an address points to, for people; and whether it is NULL. */
  readonly describe: (address: bigint) => { readonly target: string; readonly null: boolean };
}

/** Names that integers with an errno have, such as `opts.error` or `lookup_error`. */
const errorName = /(^|_)(error|err|errno|ret)$/;

export const isErrorName = (name: string): boolean => errorName.test(name);

/** The largest errno (MAX_ERRNO, include/linux/err.h, v7.3). */
const MAX_ERRNO = 4095n;

/** `-EPERM` for -1; undefined for a number that no errno has. */
export function nameOfErrno(value: bigint): string | undefined {
  if (value >= 0n || value < -MAX_ERRNO) return undefined;
  const name = errnoName(Number(value));
  return name && `-${name}`;
}

export interface DecodeOptions {
  /** Whether a negative integer is an errno. */
  readonly errno?: boolean;
}

function integer(type: string, value: bigint, name: string | undefined): DecodedValue {
  return { kind: "integer", type, value: value.toString(), ...(name !== undefined && { name }) };
}

const narrow = (value: bigint, bits: number, signed: boolean) =>
  signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);

/** A number of an integer or enum type; undefined for every other kind. */
export function decodeNumber(
  { btf }: DecodeContext,
  type: TypeId,
  value: bigint,
  { errno = false }: DecodeOptions = {},
): DecodedValue | undefined {
  const resolved = btf.resolved(type);
  if (resolved.kind === "enum") {
    const number = narrow(value, 8 * resolved.size, resolved.signed);
    return integer(printType(btf, type), number, resolved.values.find((each) => each.value === number)?.name);
  }
  if (resolved.kind !== "int") return undefined;
  const number = narrow(value, 8 * resolved.size, resolved.encoding.signed);
  return integer(printType(btf, type), number, errno ? nameOfErrno(number) : undefined);
}

export function decodePointer({ btf, describe }: DecodeContext, type: TypeId, address: bigint): DecodedValue {
  return { kind: "pointer", type: printType(btf, type), ...describe(address) };
}

function decodeBitField(context: DecodeContext, { type, bitFieldSize, bitOffset }: BtfMember, bytes: Uint8Array) {
  const { btf } = context;
  const resolved = btf.resolved(type);
  const signed = resolved.kind === "int" && resolved.encoding.signed;
  const value = readBitField(bytes, { bitOffset, size: bitFieldSize });
  return integer(printType(btf, type), narrow(value, bitFieldSize, signed), undefined);
}

function decodeMember(context: DecodeContext, member: BtfMember, bytes: Uint8Array): DecodedValue {
  if (member.bitFieldSize > 0) return decodeBitField(context, member, bytes);
  const offset = member.bitOffset / 8;
  const part = bytes.subarray(offset, offset + sizeOf(context.btf, member.type));
  return decodeValue(context, member.type, part, { errno: isErrorName(member.name) });
}

/** Members of anonymous structs count as members of what holds them; anonymous unions are shown as bytes. */
function decodeStruct(context: DecodeContext, id: TypeId, type: BtfTypeOf<"struct" | "union">, bytes: Uint8Array) {
  const members: { name: string; value: DecodedValue }[] = [];
  for (const member of type.members) {
    const value = decodeMember(context, member, bytes);
    if (member.name === "" && value.kind === "struct") members.push(...value.members);
    else members.push({ name: member.name === "" ? "(union)" : member.name, value });
  }
  return { kind: "struct", type: printType(context.btf, id), members } as const;
}

const isIntegerOf = (type: BtfType, bytes: Uint8Array) =>
  (type.kind === "int" || type.kind === "enum") && type.size <= 8 && bytes.length >= type.size;

/** A struct of more members than this is shown as bytes. */
const MOST_MEMBERS = 4096;

const isWholeStruct = (btf: Btf, type: BtfType, id: TypeId, bytes: Uint8Array): type is BtfTypeOf<"struct"> =>
  type.kind === "struct" && bytes.length >= type.size && countMembers(btf, id) <= MOST_MEMBERS;

/** The value of a C type from its bytes. Unions, arrays and what is cut short are shown as bytes. */
export function decodeValue(
  context: DecodeContext,
  type: TypeId,
  bytes: Uint8Array,
  options: DecodeOptions = {},
): DecodedValue {
  const { btf } = context;
  const resolved = btf.resolved(type);
  if (isIntegerOf(resolved, bytes)) {
    const value = readUnsigned(bytes, 0, sizeOf(btf, type));
    return decodeNumber(context, type, value, options) ?? integer(printType(btf, type), value, undefined);
  }
  if (resolved.kind === "ptr" && bytes.length >= 8) return decodePointer(context, type, readUnsigned(bytes, 0, 8));
  if (isWholeStruct(btf, resolved, type, bytes)) return decodeStruct(context, type, resolved, bytes);
  return { kind: "bytes", type: printType(btf, type), hex: toHex(bytes) };
}

/** The value that an argument or result has in its register. */
export function decodeRegister(
  context: DecodeContext,
  type: TypeId,
  value: bigint,
  options: DecodeOptions = {},
): DecodedValue {
  if (context.btf.resolved(type).kind === "ptr") return decodePointer(context, type, value);
  return decodeNumber(context, type, value, options) ?? integer(printType(context.btf, type), toS64(value), undefined);
}
