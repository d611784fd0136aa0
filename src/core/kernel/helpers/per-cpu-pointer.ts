import { toU32 } from "../../bytes/integers.ts";
import type { Kernel } from "../kernel.ts";
import type { PerCpuObject } from "../objects/per-cpu-object.ts";
import type { HelperModel } from "./helper.ts";

const NOT_MODELLED = ["Per-CPU variables of the kernel."];

/** A per-CPU object that the program does not own, but RCU protects: that of a kptr (percpu_btf_ptr_types, verifier.c, v7.3). */
function perCpuArgument(kernel: Kernel, address: bigint): PerCpuObject {
  const region = kernel.memory.locate(address)?.region;
  if (region?.kind === "global" && !kernel.fieldPlaces.at({ region, offset: 0 })) {
    return kernel.fault("helper-not-modelled", `${region.name} is taken for a per-CPU variable, which has no model`);
  }
  const object = region && kernel.allocations.perCpuAt(region);
  if (object && region.trust === "rcu") return object;
  const what = region?.name ?? "a number";
  return kernel.fault("helper-argument", `R1 is ${what} where a per-CPU object that RCU protects is expected`);
}

function pointerOn(kernel: Kernel, object: PerCpuObject, cpu: number): bigint {
  const copy = object.copyOn(cpu);
  return copy ? kernel.memory.addressOf(copy.protectedByRcu) : 0n;
}

/** kernel/bpf/helpers.c, v7.3. */
export const perCpuPointer: readonly HelperModel[] = [
  {
    name: "bpf_per_cpu_ptr",
    notModelled: NOT_MODELLED,
    call: (kernel, args) => pointerOn(kernel, perCpuArgument(kernel, args(0)), Number(toU32(args(1)))),
  },
  {
    name: "bpf_this_cpu_ptr",
    notModelled: NOT_MODELLED,
    call: (kernel, args) => pointerOn(kernel, perCpuArgument(kernel, args(0)), kernel.cpus.current),
  },
];
