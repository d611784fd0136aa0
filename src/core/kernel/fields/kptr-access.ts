import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { AllocatedObject } from "../objects/allocated-object.ts";
import { BtfObject } from "../objects/btf-object.ts";
import type { Pointed } from "./kptrs.ts";
import { fieldName, type KptrField } from "./special-field.ts";

/** Structs of the kernel that RCU protects (rcu_protected_types, kernel/bpf/verifier.c, v7.3), beside all of the program's own. */
const protectedByRcu: ReadonlySet<string> = new Set([
  "prog_test_ref_kfunc",
  "cgroup",
  "bpf_cpumask",
  "task_struct",
  "bpf_crypto_ctx",
  "bpf_ksock",
]);

/** rcu_safe_kptr: an unreferenced one may lead to what was freed long ago. */
const isSafe = ({ kind, target }: KptrField): boolean =>
  kind === "percpu_kptr" || (kind === "kptr" && (target.of === "program" || protectedByRcu.has(target.name)));

/**
 * The pointer that a load of a kptr gives (btf_ld_kptr_type, kernel/bpf/verifier.c, v7.3). One to an object that can hang in a
 * list or tree is good until the next unlock, like other references that the program does not own, and in a program that may
 * sleep no longer than the RCU section.
 */
function pointerTo(kernel: Kernel, field: KptrField, object: Pointed): Region {
  const { sections } = kernel;
  if (!isSafe(field) || !sections.inRcu) return object instanceof BtfObject ? object.walked : object.untrusted;
  const isLent = object instanceof AllocatedObject && object.record?.hasNode;
  if (!sections.isSleepableProgram) return isLent ? kernel.references.lend(object).region : object.protectedByRcu;
  const region = sections.protect(object.newReference());
  return isLent ? kernel.references.lendBy(region) : region;
}

/** What a field holds. Memory of user space is there once user space has said which (bpf_obj_pin_uptrs, kernel/bpf/syscall.c, v7.3). */
export function loadKptr(kernel: Kernel, field: KptrField, region: Region): bigint {
  if (field.kind === "uptr") return 0n;
  const object = kernel.kptrs.get(region, field.offset);
  return object ? kernel.memory.addressOf(pointerTo(kernel, field, object)) : 0n;
}

/** What a program may store itself: NULL, or a pointer to a kernel object of the right type (map_kptr_match_type). */
export function storeKptr(kernel: Kernel, field: KptrField, region: Region, value: bigint): void {
  const place = `the ${fieldName(field)} at offset ${field.offset} of ${region.name}`;
  if (field.kind === "uptr") kernel.fault("kptr", `${place} leads to memory of user space and is stored to`);
  if (field.kind !== "kptr_untrusted")
    kernel.fault("kptr", `${place} owns a reference and is stored to; use bpf_kptr_xchg()`);
  const { memory } = kernel;
  const isNumber = memory.regionAt(value)?.numberOf !== undefined;
  const location = isNumber ? undefined : memory.locate(memory.canonical(value));
  const object = location && kernel.objectAt(location.region);
  const fits = object && location.offset === 0 && kernel.btf.resolve(object.type) === field.target.type;
  if (value !== 0n && !fits) {
    const what = location?.region.name ?? "a number";
    kernel.fault("kptr", `${what} is stored to ${place}, which takes a struct ${field.target.name}`);
  }
  kernel.kptrs.exchange(region, field.offset, fits ? object : undefined);
}
