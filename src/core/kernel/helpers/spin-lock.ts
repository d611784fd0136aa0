import type { Kernel } from "../kernel.ts";
import type { Lock } from "../objects/spin-locks.ts";
import { isTracingType } from "../tracing-types.ts";
import { fieldArgument } from "./field-argument.ts";
import type { HelperModel } from "./helper.ts";

/** check_map_prog_compatibility (kernel/bpf/verifier.c, v7.3) says so of each map that a program uses. */
function checkProgramType(kernel: Kernel): void {
  const { programType } = kernel.program;
  if (!isTracingType(programType) && programType !== "BPF_PROG_TYPE_SOCKET_FILTER") return;
  kernel.fault("lock", `programs of type ${programType} cannot use a bpf_spin_lock`);
}

/** The lock that an argument points to: in the value of a map, in a global variable, or in an object that the program owns. */
function lockArgument(kernel: Kernel, address: bigint): Lock {
  if (kernel.graphs.comparisons > 0)
    kernel.fault("tree-callback", "a lock is touched by a callback that compares nodes");
  const { region, offset, types, isOwned, location } = fieldArgument(kernel, address, "R1", "a bpf_spin_lock");
  if (!isOwned) kernel.fault("helper-argument", `R1 leads into ${region.name}, which the program does not own`);
  if (region.kind !== "allocated") checkProgramType(kernel);
  if (types.withoutBtf !== undefined) {
    kernel.fault("local-type", `${region.name} has to have BTF for a bpf_spin_lock: ${types.withoutBtf}`);
  }
  const place = types.record?.offsetOf("bpf_spin_lock");
  if (place === undefined) kernel.fault("lock", `${region.name} has no bpf_spin_lock`);
  if (place !== offset)
    kernel.fault("lock", `the bpf_spin_lock of ${region.name} stands at offset ${place}, not ${offset}`);
  return location;
}

/** kernel/bpf/helpers.c, v7.3; what may be done meanwhile says kernel/bpf/verifier.c. */
export const spinLock: readonly HelperModel[] = [
  {
    name: "bpf_spin_lock",
    notModelled: [],
    call(kernel, args) {
      kernel.locks.take("spin", lockArgument(kernel, args(0)));
      return 0n;
    },
  },
  {
    name: "bpf_spin_unlock",
    notModelled: [],
    call(kernel, args) {
      kernel.locks.giveBack("spin", lockArgument(kernel, args(0)));
      return 0n;
    },
  },
];
