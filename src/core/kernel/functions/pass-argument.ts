import type { Btf } from "../../btf/btf.ts";
import type { TypeId } from "../../btf/types.ts";
import { typesNamed } from "../../object/relocation/essential-name.ts";
import type { Kernel } from "../kernel.ts";
import { castBytes } from "../objects/cast-bytes.ts";
import { castObject } from "../objects/cast-object.ts";
import { structMatches } from "../objects/struct-match.ts";
import { structName } from "../struct-name.ts";
import { pointeeOf } from "./check-tags.ts";
import type { TaggedParameter } from "./tagged-parameters.ts";

/** An argument on its way into a function of the program. */
export interface PassedArgument {
  readonly kernel: Kernel;
  /** Of the object. */
  readonly btf: Btf;
  readonly parameter: TaggedParameter;
  readonly value: bigint;
  /** Ends the run with a fault; completes "… takes …, but ". */
  refuse(why: string): never;
}

/** What the function finds in the register. */
type Passing = (argument: PassedArgument) => bigint;

function describe({ kernel, value }: PassedArgument): string {
  const location = kernel.memory.locate(value);
  if (!location) return "gets a number";
  return `gets ${location.region.name}${location.offset === 0 ? "" : ` at offset ${location.offset}`}`;
}

/** The struct of the kernel that the program's own stands for (bpf_core_find_cands, kernel/bpf/btf.c, v7.3). */
function kernelStruct(argument: PassedArgument): TypeId {
  const { kernel, btf, parameter } = argument;
  const type = btf.type(pointeeOf(btf, parameter) ?? 0);
  const found = "name" in type && type.name !== "" ? typesNamed(kernel.btf, type.kind, type.name) : [];
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  return argument.refuse(`the kernel has ${found.length} types of the name of what it points to`);
}

const context: Passing = (argument) => {
  const location = argument.kernel.memory.locate(argument.value);
  if (location?.region.kind === "context" && location.offset === 0) return argument.value;
  return argument.refuse(`${describe(argument)}, not the context`);
};

/** An object that a function may take for trusted; what it finds is trusted, however it was passed. */
const trusted: Passing = (argument) => {
  const { kernel, parameter, value } = argument;
  const wanted = kernelStruct(argument);
  if (value === 0n && parameter.tags.has("nullable")) return value;
  const location = kernel.memory.locate(value);
  const { region, offset = 0 } = location ?? {};
  const isObject = region?.kind === "object" && region.type !== undefined && region.trust !== "untrusted";
  if (!isObject || !structMatches(kernel.btf, region.type ?? 0, offset, wanted)) {
    return argument.refuse(`${describe(argument)}, no trusted pointer to a struct ${structName(kernel, wanted)}`);
  }
  const object = region.trust === "trusted" ? undefined : kernel.objectAt(region);
  return object ? kernel.memory.addressOf(object.trusted, offset) : value;
};

/** Anything: the function may read it as what it is said to be, and write nothing (PTR_UNTRUSTED). */
const untrusted: Passing = (argument) => {
  const { kernel, btf, parameter, value } = argument;
  const { kind } = btf.type(pointeeOf(btf, parameter) ?? 0);
  if (kind === "void" || kind === "int" || kind === "enum") {
    const { region, offset } = castBytes(kernel, value);
    return kernel.memory.addressOf(region, offset);
  }
  const struct = kernelStruct(argument);
  if (kind !== "struct") return argument.refuse("it points to no struct");
  return kernel.memory.addressOf(castObject(kernel, struct, value), 0);
};

const nonNull: Passing = (argument) =>
  argument.kernel.memory.isNull(argument.value) ? argument.refuse("gets NULL") : argument.value;

const arena: Passing = (argument) => {
  const kind = argument.kernel.memory.locate(argument.value)?.region.kind;
  return kind === undefined || kind === "arena" || kind === "null"
    ? argument.value
    : argument.refuse(describe(argument));
};

/** By tag; the first that a parameter has counts. */
export const passings: readonly (readonly [tag: string, pass: Passing])[] = [
  ["ctx", context],
  ["trusted", trusted],
  ["untrusted", untrusted],
  ["arena", arena],
  ["nonnull", nonNull],
];
