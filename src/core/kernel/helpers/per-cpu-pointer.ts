import { toU32 } from "../../bytes/integers.ts";
import type { Kernel } from "../kernel.ts";
import type { PerCpuObject } from "../objects/per-cpu-object.ts";
import type { HelperModel } from "./helper.ts";

const NOT_MODELLED = ["What the kernel's variables hold, but for the number of the CPU in runqueues."];

/** A per-CPU object that the program does not own, but RCU protects: that of a kptr (percpu_btf_ptr_types, verifier.c, v7.3). */
function perCpuArgument(kernel: Kernel, address: bigint): PerCpuObject {
  const region = kernel.memory.locate(address)?.region;
  const object = region && kernel.allocations.perCpuAt(region);
  if (object && region.trust === "rcu") return object;
  const what = region?.name ?? "a number";
  return kernel.fault("helper-argument", `R1 is ${what} where a per-CPU object that RCU protects is expected`);
}

function pointerOn(kernel: Kernel, address: bigint, cpu: number): bigint {
  const region = kernel.memory.locate(address)?.region;
  const variable = region && kernel.variableAt(region);
  const copy = variable ? variable.copyOn(cpu) : perCpuArgument(kernel, address).copyOn(cpu)?.protectedByRcu;
  return copy ? kernel.memory.addressOf(copy) : 0n;
}

/** kernel/bpf/helpers.c, v7.3. */
export const perCpuPointer: readonly HelperModel[] = [
  {
    name: "bpf_per_cpu_ptr",
    notModelled: NOT_MODELLED,
    call: (kernel, args) => pointerOn(kernel, args(0), Number(toU32(args(1)))),
  },
  {
    name: "bpf_this_cpu_ptr",
    notModelled: NOT_MODELLED,
    call: (kernel, args) => pointerOn(kernel, args(0), kernel.cpus.current),
  },
];
