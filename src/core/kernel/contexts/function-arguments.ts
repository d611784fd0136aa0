import type { Btf } from "../../btf/btf.ts";
import { structPointedTo } from "../../btf/struct-pointed-to.ts";
import type { BtfTypeOf, TypeId } from "../../btf/types.ts";
import type { AccessSize } from "../../bytes/integers.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { BtfObject } from "../objects/btf-object.ts";
import { argumentSlots, type NamedArgument, noteArguments, SLOT_BYTES } from "./argument-slots.ts";
import { type ContextArgument, RefusedInput } from "./context.ts";

export type Prototype = BtfTypeOf<"func_proto">;

/** The prototype that a function, a pointer to one or a typedef of that has. */
export function prototypeAt(btf: Btf, id: TypeId | undefined): Prototype | undefined {
  const type = id === undefined ? undefined : btf.resolved(id);
  if (type?.kind === "func" || type?.kind === "ptr") return prototypeAt(btf, type.type);
  return type?.kind === "func_proto" ? type : undefined;
}

/** One argument of a function whose program is handed them all. */
export interface FunctionArgument extends NamedArgument {
  /** Whether a pointer to a kernel object is trusted (prog_args_trusted, kernel/bpf/btf.c, v7.3). */
  readonly isTrusted: boolean;
  /** Whether the scenario may name 0 for a trusted pointer. */
  readonly isNullable?: boolean;
  /** The struct that a pointer is taken for, where it is another than the prototype's. */
  readonly struct?: TypeId;
}

function refuseOther(kernel: Kernel, object: BtfObject, struct: TypeId | undefined, index: number): void {
  if (struct === undefined || struct === kernel.btf.resolve(object.type)) return;
  const type = kernel.btf.type(struct);
  const wanted = "name" in type ? type.name : "another struct";
  throw new RefusedInput(`The argument is a pointer to struct ${wanted}, not to ${object.name}`, ["context", index]);
}

/** What a load of an argument gives. */
function registerValue(kernel: Kernel, value: ContextArgument, argument: FunctionArgument, index: number): bigint {
  const { memory, btf } = kernel;
  const { type, isTrusted, isNullable = false } = argument;
  const struct = argument.struct ?? structPointedTo(btf, type);
  if (value instanceof BtfObject) {
    refuseOther(kernel, value, struct, index);
    return memory.addressOf(isTrusted ? value.trusted : value.plain, 0);
  }
  if (struct === undefined) return BigInt.asUintN(64, value);
  if (value === 0n && !isTrusted) return kernel.walkedNulls.pointerOf(type);
  if (value === 0n && isNullable) return 0n;
  const message =
    value === 0n
      ? "The kernel hands over a pointer to an object here, never NULL"
      : "The argument is a pointer to a kernel object, not a number";
  throw new RefusedInput(message, ["context", index]);
}

/** Arguments stand in slots of eight bytes: pointers are loaded whole, numbers from their start (btf_ctx_access, btf.c, v7.3). */
export function slotsOf(kernel: Kernel, values: readonly bigint[], all: readonly NamedArgument[]): Region {
  const bytes = new Uint8Array(values.length * SLOT_BYTES);
  for (const [index, value] of values.entries()) {
    new DataView(bytes.buffer).setBigUint64(index * SLOT_BYTES, value, true);
  }
  const isPointer = (offset: number) => kernel.btf.resolved(all[offset / SLOT_BYTES]?.type ?? 0).kind === "ptr";
  const mayLoad = (offset: number, size: AccessSize) =>
    offset % SLOT_BYTES === 0 && (size === SLOT_BYTES || !isPointer(offset));
  const region = argumentSlots(kernel, bytes, mayLoad);
  noteArguments(region, all);
  return region;
}

export interface FunctionCall {
  /** Of the function, hook or tracepoint, as the program's section names it. */
  readonly name: string;
  /** Whether the last argument is what the function returned. */
  readonly hasReturn: boolean;
  /** The function in the kernel's BTF. */
  readonly id?: TypeId;
  /** The context holds none of the arguments. */
  readonly isHidden?: boolean;
}

/** A context of the arguments that a scenario names for a function; helpers that ask for them get them, too. */
export function functionArguments(
  kernel: Kernel,
  given: readonly ContextArgument[],
  wanted: readonly FunctionArgument[],
  { name, hasReturn, id, isHidden }: FunctionCall,
): Region {
  const values = wanted.map((argument, index) => registerValue(kernel, given[index] ?? 0n, argument, index));
  const returned = hasReturn ? values.at(-1) : undefined;
  kernel.traced = {
    name,
    args: hasReturn ? values.slice(0, -1) : values,
    ...(returned !== undefined && { returned }),
    ...(id !== undefined && { address: kernel.memory.addressOf(kernel.symbol(id), 0) }),
  };
  return isHidden ? slotsOf(kernel, [], []) : slotsOf(kernel, values, wanted);
}
