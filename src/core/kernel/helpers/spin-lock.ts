import type { Kernel } from "../kernel.ts";
import type { HelperModel } from "./helper.ts";

/** The lock that an argument points to: in the value of a map, or in a global variable. */
function lockArgument(kernel: Kernel, address: bigint) {
  const location = kernel.memory.locate(address);
  const isValue = location && (location.region.kind === "map-value" || location.region.kind === "global");
  if (isValue) return location;
  const what = location?.region.name ?? "a number";
  return kernel.fault("helper-argument", `R1 is ${what} where a bpf_spin_lock in a map's value is expected`);
}

const NOT_MODELLED = ["Whether a bpf_spin_lock stands where the argument points to, in global variables."];

/** kernel/bpf/helpers.c, v7.3; what may be done meanwhile says kernel/bpf/verifier.c. */
export const spinLock: readonly HelperModel[] = [
  {
    name: "bpf_spin_lock",
    notModelled: NOT_MODELLED,
    call(kernel, args) {
      kernel.locks.take("spin", lockArgument(kernel, args(0)));
      return 0n;
    },
  },
  {
    name: "bpf_spin_unlock",
    notModelled: NOT_MODELLED,
    call(kernel, args) {
      kernel.locks.giveBack("spin", lockArgument(kernel, args(0)));
      return 0n;
    },
  },
];
