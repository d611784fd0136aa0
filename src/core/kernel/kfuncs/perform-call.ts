import type { TypeId } from "../../btf/types.ts";
import { toU32, toU64 } from "../../bytes/integers.ts";
import { kfuncChecks } from "../checks/checks.ts";
import type { Kernel } from "../kernel.ts";
import type { ReturnedMemory, ReturnedNode } from "./argument-types.ts";
import { modelArguments } from "./arguments.ts";
import type { KfuncCall } from "./call.ts";
import { kfuncs } from "./kfuncs.ts";
import type { KfuncModel } from "./model.ts";
import { type Parameter, readPrototype } from "./prototype.ts";

const models: ReadonlyMap<string, KfuncModel> = new Map(kfuncs.map((model) => [model.name, model]));

/** Arguments beyond the registers go by the stack, which is not modelled. */
const REGISTER_ARGUMENTS = 5;

/** A struct of scalars is passed as an object of the kernel, or as memory that is as large (check_kfunc_args, v7.3). */
function settleRole({ memory }: Kernel, parameter: Parameter, value: bigint): Parameter {
  const kind = memory.locate(value)?.region.kind;
  if (!parameter.isScalarStruct || kind === "object" || kind === "null") return parameter;
  return { ...parameter, role: "memory" };
}

/** What is called, with which arguments. Ids that are no modelled kfunc end the run with a fault. */
export function prepareCall(kernel: Kernel, id: TypeId, readArgument: (index: number) => bigint): KfuncCall {
  const prototype = readPrototype(kernel.btf, id);
  if (!prototype) return kernel.fault("kfunc-not-modelled", `the kernel has no function with BTF id ${id}`);
  const facts = kernel.kfuncs.get(prototype.name);
  if (!facts) return kernel.fault("kfunc-not-modelled", `${prototype.name} has no spec`);
  if (prototype.params.length > REGISTER_ARGUMENTS) {
    return kernel.fault("kfunc-not-modelled", `${prototype.name} takes arguments on the stack`);
  }
  const args = prototype.params.map((parameter, index) => {
    const value = readArgument(index);
    return { parameter: settleRole(kernel, parameter, value), index, value };
  });
  return { prototype, facts, args };
}

/** r0 as x86-64 leaves it: a 32-bit result zero-extended, a pointer as its address, nothing for void. */
function toRegister(kernel: Kernel, call: KfuncCall, result: unknown): bigint | undefined {
  const returns = kernel.btf.resolved(call.prototype.returns);
  if (returns.kind === "void") return undefined;
  if (typeof result === "number") return toU32(BigInt(result));
  if (typeof result === "bigint") return toU64(result);
  const pointer = result as (ReturnedMemory & Partial<ReturnedNode>) | null;
  return pointer ? kernel.memory.addressOf(pointer.region, pointer.offset) : 0n;
}

/** Checks the call, runs the model, checks the result. What it gives goes to r0. */
export function performCall(kernel: Kernel, call: KfuncCall): bigint | undefined {
  for (const check of kfuncChecks) check.before?.(kernel, call);
  const model = models.get(call.prototype.name);
  if (!model) return kernel.fault("kfunc-not-modelled", `${call.prototype.name} has no model`);
  const result = model.call(kernel, modelArguments(kernel, call.args) as Parameters<typeof model.call>[1]);
  const value = toRegister(kernel, call, result);
  for (const check of kfuncChecks) check.after?.(kernel, call, { value });
  return value;
}
