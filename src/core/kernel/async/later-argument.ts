import { functionSlot } from "../../vm/function-address.ts";
import { type Region, rootOf } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import type { KernelMap } from "../maps/map.ts";
import { ownerOf } from "../maps/value-owners.ts";
import type { AsyncField, AsyncKind } from "./async-work.ts";

/** The value of a map that an argument leads to, at the place of its field. */
export interface FieldPlace {
  readonly kind: AsyncKind;
  readonly map: KernelMap;
  readonly value: Region;
}

/** An argument by its register, R1 and on. */
export interface LabelledArgument {
  readonly address: bigint;
  readonly label: string;
}

/** A pointer to a field of a map's value (check_map_field_pointer, kernel/bpf/verifier.c, v7.3). */
export function fieldArgument(kernel: Kernel, kind: AsyncKind, { address, label }: LabelledArgument): FieldPlace {
  const location = kernel.memory.locate(address);
  const value = location && rootOf(location).region;
  const map = value && ownerOf(value);
  if (!location || !value || !map) {
    const what = location?.region.name ?? "a number";
    return kernel.fault("async-field", `${label} is ${what}, which doesn't point to a map value with a ${kind}`);
  }
  const field = map.fields.find((each) => each.kind === kind);
  if (!field) return kernel.fault("async-field", `values of ${map.name} have no ${kind}`);
  if (field.offset !== location.offset) {
    const message = `offset ${location.offset} doesn't point to the ${kind} that is at ${field.offset}`;
    return kernel.fault("async-field", message);
  }
  return { kind, map, value };
}

/** The map that the value with a field is of (check_func_arg and check_kfunc_args, kernel/bpf/verifier.c, v7.3). */
export function checkSameMap(kernel: Kernel, { kind, map }: FieldPlace, { address, label }: LabelledArgument): void {
  const location = kernel.memory.locate(address);
  const given = location?.offset === 0 ? kernel.mapAt(location.region) : undefined;
  if (given === map) return;
  const what = given?.name ?? location?.region.name ?? "a number";
  kernel.fault("async-field", `the ${kind} in ${map.name} doesn't match the map pointer in ${label}, ${what}`);
}

/** The function of the program that is to be called later. */
export function laterCallback(kernel: Kernel, { address, label }: LabelledArgument): number {
  const slot = functionSlot(address);
  return slot ?? kernel.fault("async-field", `${label} is no function of the program where a callback is expected`);
}

export const initialisedField = ({ async }: Kernel, { value, kind }: FieldPlace): AsyncField | undefined =>
  async.field(value, kind);
