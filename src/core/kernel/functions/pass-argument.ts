import type { Btf } from "../../btf/btf.ts";
import type { TypeId } from "../../btf/types.ts";
import { typesNamed } from "../../object/relocation/essential-name.ts";
import { type RegionKind, rootOf } from "../../vm/memory.ts";
import { memoryObjection } from "../checks/passed-memory.ts";
import type { Kernel } from "../kernel.ts";
import { castBytes } from "../objects/cast-bytes.ts";
import { castObject } from "../objects/cast-object.ts";
import { structMatches } from "../objects/struct-match.ts";
import { structName } from "../struct-name.ts";
import type { Expectation } from "./expectation.ts";

/** An argument on its way into a function of the program. */
export interface PassedArgument {
  readonly kernel: Kernel;
  /** Of the object. */
  readonly btf: Btf;
  readonly value: bigint;
  /** What the function's memory is called that the argument leads to. */
  readonly name: string;
  /** The function may change the packet. */
  readonly changesPacket: boolean;
  /** Ends the run with a fault; completes "… takes …, but ". */
  refuse(why: string): never;
}

type Taken<Kind> = Extract<Expectation, { readonly kind: Kind }>;

/** What the function finds in the register. */
type Passing<Kind extends Expectation["kind"]> = (argument: PassedArgument, expectation: Taken<Kind>) => bigint;

function describe({ kernel, value }: PassedArgument): string {
  const location = kernel.memory.locate(value);
  if (!location) return "gets a number";
  return `gets ${location.region.name}${location.offset === 0 ? "" : ` at offset ${location.offset}`}`;
}

/** The struct of the kernel that the program's own stands for (bpf_core_find_cands, kernel/bpf/btf.c, v7.3). */
function kernelStruct(argument: PassedArgument, pointee: TypeId): TypeId {
  const { kernel, btf } = argument;
  const type = btf.resolved(pointee);
  const found = "name" in type && type.name !== "" ? typesNamed(kernel.btf, type.kind, type.name) : [];
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  return argument.refuse(`the kernel has ${found.length} types of the name of what it points to`);
}

/** A value that leads nowhere, or to what is of one of these kinds; others are refused. */
function ofKinds(argument: PassedArgument, ...kinds: readonly RegionKind[]): bigint {
  const kind = argument.kernel.memory.pointedAt(argument.value)?.kind;
  return kind === undefined || kinds.includes(kind) ? argument.value : argument.refuse(describe(argument));
}

const context: Passing<"context"> = (argument) => {
  const location = argument.kernel.memory.locate(argument.value);
  if (location?.region.kind === "context" && location.offset === 0) return argument.value;
  return argument.refuse(`${describe(argument)}, not the context`);
};

const dynptr: Passing<"dynptr"> = (argument) => {
  const { kernel, value } = argument;
  const location = kernel.memory.locate(value);
  if (location && kernel.dynptrs.at(location.region, location.offset)) return value;
  return argument.refuse(`${describe(argument)}, where no initialised dynptr stands`);
};

/** An object that a function may take for trusted; what it finds is trusted, however it was passed. */
const trustedObject: Passing<"trusted-object"> = (argument, { pointee, nullable }) => {
  const { kernel, value } = argument;
  const wanted = kernelStruct(argument, pointee);
  if (value === 0n && nullable) return value;
  const location = kernel.memory.locate(value);
  const { region, offset = 0 } = location ?? {};
  const isObject = region?.kind === "object" && region.type !== undefined && region.trust !== "untrusted";
  if (!isObject || !structMatches(kernel.btf, region.type ?? 0, offset, wanted)) {
    return argument.refuse(`${describe(argument)}, no trusted pointer to a struct ${structName(kernel, wanted)}`);
  }
  if (region.mayBeNull && !nullable) {
    return argument.refuse(`${describe(argument)}, which may be NULL and was not compared with it`);
  }
  const found = (region.trust === "trusted" ? undefined : kernel.objectAt(region)?.trusted) ?? region;
  const address = kernel.memory.addressOf(found, offset);
  return nullable ? kernel.memory.closedCopy(address, argument.name) : address;
};

/** Anything: the function may read it as what it is said to be, and write nothing (PTR_UNTRUSTED). */
const untrustedBytes: Passing<"untrusted-bytes"> = ({ kernel, value }) => {
  const { region, offset } = castBytes(kernel, value);
  return kernel.memory.addressOf(region, offset);
};

const untrustedObject: Passing<"untrusted-object"> = (argument, { pointee }) => {
  const { kernel, btf, value } = argument;
  const struct = kernelStruct(argument, pointee);
  if (btf.resolved(pointee).kind !== "struct") return argument.refuse("it points to no struct");
  return kernel.memory.addressOf(castObject(kernel, struct, value), 0);
};

/** The function finds memory of exactly this size, whatever it is a part of; it has to ask whether it is NULL. */
const memory: Passing<"memory"> = (argument, { size, nullable }) => {
  const { kernel, value, name } = argument;
  if (value === 0n) return nullable ? value : argument.refuse("gets NULL");
  const objection = memoryObjection(kernel, value, size, { mayBeNull: nullable });
  if (objection) return argument.refuse(objection.message);
  const location = kernel.memory.locate(value);
  if (!location || location.region.kind === "null") return argument.refuse(describe(argument));
  if (argument.changesPacket && rootOf(location).region.kind === "packet") {
    return argument.refuse(`${describe(argument)}, and may change the packet`);
  }
  kernel.memory.forgetPointers(location, size);
  const view = kernel.memory.view(location.region, { offset: location.offset, size, kind: "global", name });
  if (nullable) kernel.memory.close(view);
  return kernel.memory.addressOf(view);
};

const passings: { readonly [Kind in Expectation["kind"]]: Passing<Kind> } = {
  number: (argument) => ofKinds(argument, "number"),
  context,
  dynptr,
  "trusted-object": trustedObject,
  "untrusted-bytes": untrustedBytes,
  "untrusted-object": untrustedObject,
  arena: (argument) => ofKinds(argument, "number", "arena"),
  memory,
  refused: (argument, { why }) => argument.refuse(why),
};

/** Hands an argument over as what the function takes it for (btf_check_func_arg_match, kernel/bpf/verifier.c, v7.3). */
export function passArgument(argument: PassedArgument, expectation: Expectation): bigint {
  return (passings[expectation.kind] as Passing<Expectation["kind"]>)(argument, expectation);
}
