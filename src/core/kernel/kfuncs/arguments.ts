import { sizeOf } from "../../btf/layout.ts";
import { rootOf } from "../../vm/memory.ts";
import type { GraphRoot } from "../graphs/graphs.ts";
import type { Kernel } from "../kernel.ts";
import type { KernelMap } from "../maps/map.ts";
import { Dynptr } from "../objects/dynptr.ts";
import { IRQ_FLAG_BYTES } from "../objects/irq-flags.ts";
import type { OpenIterator } from "../objects/iterators.ts";
import { ProgramStruct } from "../objects/program-struct.ts";
import { type StackPlace, stackPlaceAt } from "../objects/stack-place.ts";
import type { AllocatedPointer, MemoryPointer, NodePointer } from "./argument-types.ts";
import type { Argument } from "./call.ts";
import { rootStructs } from "./graph-roles.ts";
import type { ParameterRole } from "./prototype.ts";

/** The value of an integer argument: the low bits of the register that its C type has. */
function integer({ btf }: Kernel, { parameter, value }: Argument): number | bigint {
  const type = btf.resolved(parameter.type);
  if (type.kind !== "int" && type.kind !== "enum") return value;
  const signed = type.kind === "int" ? type.encoding.signed : type.signed;
  const narrow = signed ? BigInt.asIntN(8 * type.size, value) : BigInt.asUintN(8 * type.size, value);
  return type.size <= 4 ? Number(narrow) : narrow;
}

function memoryPointer({ memory }: Kernel, address: bigint): MemoryPointer {
  return {
    address,
    read: (size) => memory.readBytes(address, size),
    write: (bytes) => memory.writeBytes(address, bytes),
    view(size, name, writable) {
      const { region, offset } = memory.resolve(address, { intent: writable ? "write" : "read", size });
      return { region: memory.view(region, { offset, size, name, fresh: true, ...(writable ? {} : { writable }) }) };
    },
  };
}

function programMemory(kernel: Kernel, { parameter, value }: Argument): ProgramStruct | MemoryPointer {
  const pointee = parameter.pointee ?? 0;
  const { kind } = kernel.btf.resolved(pointee);
  const struct = kind === "struct" || kind === "union";
  return struct ? new ProgramStruct(kernel, pointee, value) : memoryPointer(kernel, value);
}

function dynptr(kernel: Kernel, { value }: Argument): Dynptr | undefined {
  const location = kernel.memory.locate(value);
  if (!location) return undefined;
  const { region, offset } = location;
  return kernel.dynptrs.at(region, offset) ?? new Dynptr(kernel, region, offset);
}

function object(kernel: Kernel, { value }: Argument): unknown {
  const location = kernel.memory.locate(value);
  const known = location && kernel.objectAt(location.region);
  return known && { region: location.region, object: known, offset: location.offset };
}

function irqFlag(kernel: Kernel, { value }: Argument): StackPlace | string {
  return stackPlaceAt(kernel, value, IRQ_FLAG_BYTES);
}

function allocated({ memory, allocations }: Kernel, { value }: Argument): AllocatedPointer | undefined {
  const region = memory.locate(value)?.region;
  const known = region && (allocations.at(region) ?? allocations.perCpuAt(region));
  return known && { region, object: known };
}

function graphRoot({ memory, graphs }: Kernel, { parameter, value }: Argument): GraphRoot | undefined {
  const location = memory.locate(value);
  const kind = rootStructs[parameter.role];
  if (!location || !kind) return undefined;
  const { region, offset } = rootOf(location);
  return graphs.root(kind, region, offset);
}

function graphNode({ memory, graphs, allocations }: Kernel, { value }: Argument): NodePointer | undefined {
  const location = memory.locate(value);
  const known = location && allocations.at(location.region);
  return known && { region: location.region, node: graphs.node(known, location.offset) };
}

function map(kernel: Kernel, { value }: Argument): KernelMap | undefined {
  const location = kernel.memory.locate(value);
  return location && kernel.mapAt(location.region);
}

function iterator(kernel: Kernel, { value, parameter }: Argument): OpenIterator | undefined {
  const place = stackPlaceAt(kernel, value, sizeOf(kernel.btf, parameter.pointee ?? 0));
  return typeof place === "string" ? undefined : kernel.iterators.at(place);
}

/**
 * How an argument of each role reaches a model; the register's value where nothing is said. The checks have passed: a pointer
 * leads to what its role says.
 */
const converters: Partial<Readonly<Record<ParameterRole, (kernel: Kernel, argument: Argument) => unknown>>> = {
  scalar: integer,
  size: integer,
  context: (kernel) => kernel.xdp ?? kernel.skb,
  dynptr,
  memory: programMemory,
  object,
  iterator,
  "irq-flag": irqFlag,
  "res-spin-lock": ({ memory }, { value }) => memory.locate(value),
  allocated,
  refcounted: allocated,
  "list-head": graphRoot,
  "list-node": graphNode,
  "rb-root": graphRoot,
  "rb-node": graphNode,
  map,
};

/** The arguments of a call by their names, as its model takes them. */
export function modelArguments(kernel: Kernel, args: readonly Argument[]): Record<string, unknown> {
  return Object.fromEntries(
    args.map((argument) => {
      const { name, nullable, role } = argument.parameter;
      const isNull = nullable && kernel.memory.isNull(argument.value);
      return [name, isNull ? null : (converters[role]?.(kernel, argument) ?? argument.value)];
    }),
  );
}
