import { sizeOf } from "../../btf/layout.ts";
import type { Kernel } from "../../kernel/kernel.ts";
import type { Argument, KfuncCall } from "../../kernel/kfuncs/call.ts";
import type { ParameterRole } from "../../kernel/kfuncs/prototype.ts";
import type { Region } from "../../vm/region.ts";
import type { DecodedValue } from "../outcome.ts";
import { type DecodeContext, decodeNumber, decodePointer, decodeRegister, decodeValue } from "./decode-value.ts";

/** Bytes of untyped memory that are shown. */
const MOST_BYTES = 256;

type PointeeDecoder = (
  kernel: Kernel,
  context: DecodeContext,
  argument: Argument,
  call: KfuncCall,
) => DecodedValue | undefined;

/** What stands at an address now, as far as its region reaches; undefined where nothing was written yet. */
function peek({ memory }: Kernel, address: bigint, size: number): Uint8Array | undefined {
  const location = memory.locate(address);
  if (!location || location.region.kind === "null" || location.offset < 0) return undefined;
  const { region, offset } = location;
  const written = region.initialised?.subarray(offset, offset + size).some((byte) => byte !== 0) ?? true;
  return written ? region.bytes.slice(offset, offset + size) : undefined;
}

const decodeMemory: PointeeDecoder = (kernel, context, { parameter, value, index }, { args }) => {
  const pointee = parameter.pointee ?? 0;
  const typed = sizeOf(kernel.btf, pointee);
  const size = typed > 0 ? typed : Number(BigInt.asUintN(32, args[index + 1]?.value ?? 0n));
  const bytes = peek(kernel, value, Math.min(size, Math.max(typed, MOST_BYTES)));
  return bytes && bytes.length > 0 ? decodeValue(context, pointee, bytes) : undefined;
};

/** A dynptr by what it means, not by its bytes: those hide from the program. */
const decodeDynptr: PointeeDecoder = ({ btf, memory, dynptrs }, context, { value }) => {
  const location = memory.locate(value);
  const dynptr = location && dynptrs.at(location.region, location.offset);
  const enumeration = btf.find("enum", "bpf_dynptr_type");
  if (!dynptr || enumeration === undefined) return undefined;
  const number = (name: string, each: number | bigint) =>
    ({ name, value: { kind: "integer", type: dynptr.target?.window ? "u64" : "u32", value: String(each) } }) as const;
  const type = decodeNumber(context, enumeration, BigInt(dynptr.typeNumber));
  return {
    kind: "struct",
    type: "struct bpf_dynptr",
    members: [
      ...(type ? [{ name: "type", value: type }] : []),
      number("size", dynptr.size),
      number("offset", dynptr.offset),
    ],
  };
};

/** Roles of pointers with what stands there. Contexts and kernel objects are named, not unfolded. */
const pointees: Partial<Record<ParameterRole, PointeeDecoder>> = { memory: decodeMemory, dynptr: decodeDynptr };

/** An argument as it stands now, with what it points to. */
export function decodeArgument(
  kernel: Kernel,
  context: DecodeContext,
  argument: Argument,
  call: KfuncCall,
): DecodedValue {
  const { parameter, value } = argument;
  if (parameter.pointee === undefined) return decodeRegister(context, parameter.type, value);
  const pointer = decodePointer(context, parameter.type, value);
  const pointee = kernel.memory.isNull(value) ? undefined : pointees[parameter.role]?.(kernel, context, argument, call);
  return pointee && pointer.kind === "pointer" ? { ...pointer, pointee } : pointer;
}

const isObject = ({ kind }: Region): boolean => kind === "object" || kind === "allocated";

/** What a call gave: numbers with their errno, pointers to memory with its bytes. */
export function decodeResult(
  kernel: Kernel,
  context: DecodeContext,
  { prototype }: KfuncCall,
  value: bigint,
): DecodedValue {
  const result = decodeRegister(context, prototype.returns, value, { errno: true });
  const location = kernel.memory.locate(value);
  if (result.kind !== "pointer" || !location || result.null || isObject(location.region)) return result;
  const bytes = location.region.bytes.subarray(0, MOST_BYTES);
  return { ...result, pointee: decodeValue(context, 0, bytes) };
}
