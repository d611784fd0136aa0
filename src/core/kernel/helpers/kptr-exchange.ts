import type { Region } from "../../vm/memory.ts";
import type { Pointed } from "../fields/kptrs.ts";
import { fieldName, isKptr, type KptrField } from "../fields/special-field.ts";
import type { Kernel } from "../kernel.ts";
import { PerCpuObject } from "../objects/per-cpu-object.ts";
import { fieldArgument } from "./field-argument.ts";
import type { HelperModel } from "./helper.ts";

interface KptrPlace {
  readonly region: Region;
  readonly field: KptrField;
}

/** A kptr that owns what it leads to (process_kptr_func, kernel/bpf/verifier.c, v7.3). */
function kptrArgument(kernel: Kernel, address: bigint): KptrPlace {
  const { region, offset, types, location } = fieldArgument(kernel, address, "R1", "a kptr");
  const isOnlyProtected = location.region.trust !== undefined && !kernel.references.isLent(location.region);
  if (region.kind === "allocated" && isOnlyProtected) {
    kernel.fault("helper-argument", `R1 leads into ${region.name}, which only RCU protects`);
  }
  if (types.withoutBtf !== undefined) {
    kernel.fault("local-type", `${region.name} has to have BTF for bpf_kptr_xchg(): ${types.withoutBtf}`);
  }
  const kptrs = types.record?.fields.filter(isKptr) ?? [];
  if (kptrs.length === 0) kernel.fault("kptr", `${region.name} has no valid kptr`);
  const field = kptrs.find((each) => each.offset === offset);
  if (!field) return kernel.fault("kptr", `no kptr stands at offset ${offset} of ${region.name}`);
  if (field.kind !== "kptr" && field.kind !== "percpu_kptr") {
    kernel.fault("kptr", `the ${fieldName(field)} at offset ${offset} of ${region.name} owns nothing`);
  }
  return { region, field };
}

/** Whether an object may be put in a kptr (map_kptr_match_type, kernel/bpf/verifier.c, v7.3). */
function fits(kernel: Kernel, { kind, target }: KptrField, object: Pointed): boolean {
  if ((kind === "percpu_kptr") !== object instanceof PerCpuObject) return false;
  const isKernels = "btf" in object;
  const type = isKernels ? kernel.btf.resolve(object.type) : object.type;
  return type === target.type && isKernels === (target.of === "kernel");
}

/** NULL, or a reference that the program holds and hands over. */
function referenceArgument(kernel: Kernel, { region: place, field }: KptrPlace, address: bigint): Pointed | undefined {
  if (kernel.memory.isNull(address)) return undefined;
  const location = kernel.memory.locate(address);
  if (!location) return kernel.fault("kptr", "R2 is a number where NULL or a reference is expected");
  const { region, offset } = location;
  const object = kernel.objectAt(region) ?? kernel.allocations.at(region) ?? kernel.allocations.perCpuAt(region);
  if (!object || !kernel.references.find(region)) {
    const slot = kernel.references.releasedAt(region);
    const origin = slot === undefined ? {} : { origin: { slot, message: `${region.name} was given back here` } };
    return kernel.fault("kptr", `R2 must be a reference that the program holds, not ${region.name}`, origin);
  }
  if (offset !== 0)
    kernel.fault("kfunc-argument", `R2 leads to ${region.name} at offset ${offset}; it must have zero offset`);
  if (fits(kernel, field, object)) return object;
  const wanted = `the ${fieldName(field)} at offset ${field.offset} of ${place.name} takes a struct ${field.target.name}`;
  return kernel.fault("kptr", `${wanted}, but R2 leads to ${region.name}`);
}

/** kernel/bpf/helpers.c, v7.3: what was in the kptr comes back as a reference of the program's, and what it hands over goes in. */
export const kptrExchange: HelperModel = {
  name: "bpf_kptr_xchg",
  notModelled: [],
  call(kernel, args) {
    const place = kptrArgument(kernel, args(0));
    const object = referenceArgument(kernel, place, args(1));
    const region = kernel.memory.locate(args(1))?.region;
    if (object && region) kernel.references.handOver(region, object instanceof PerCpuObject && kernel.sections.inRcu);
    const before = kernel.kptrs.exchange(place.region, place.field.offset, object);
    return before ? kernel.memory.addressOf(kernel.references.acquire(before).region) : 0n;
  },
};
