import type { Kernel } from "../kernel.ts";
import { type Argument, type KfuncCall, labelOf } from "../kfuncs/call.ts";
import type { LockKind } from "../objects/spin-locks.ts";
import type { KfuncCheck } from "./check.ts";

const STRUCT = "bpf_res_spin_lock";

/** What kfuncs give back; the others take a lock. */
const givesBack: Readonly<Record<string, LockKind>> = {
  bpf_res_spin_unlock: "res-spin",
  bpf_res_spin_unlock_irqrestore: "res-spin-irq",
};

function checkLock(kernel: Kernel, { prototype }: KfuncCall, argument: Argument): void {
  const { fieldPlaces, graphs, locks, memory, references } = kernel;
  if (graphs.comparisons > 0)
    kernel.fault("tree-callback", `${prototype.name} is called by a callback that compares nodes`);
  const location = memory.locate(argument.value);
  const place = location && fieldPlaces.at(location);
  if (!place || (place.region.kind === "allocated" && !references.find(location.region))) {
    const what = location?.region.name ?? "a number";
    const message = `${prototype.name} takes a lock in a map's value or an allocated object as ${labelOf(argument)}, but gets ${what}`;
    kernel.fault("kfunc-argument", message);
  }
  const { name } = place.region;
  const at = place.types.record?.offsetOf(STRUCT);
  if (at === undefined) kernel.fault("lock", `${name} has no ${STRUCT}`);
  if (at !== place.offset) kernel.fault("lock", `the ${STRUCT} of ${name} stands at offset ${at}, not ${place.offset}`);
  const kind = givesBack[prototype.name];
  if (kind) locks.checkGivingBack(kind, location);
  else locks.checkTaking(location);
}

/** KF_ARG_PTR_TO_RES_SPIN_LOCK (check_kfunc_args and process_spin_lock, kernel/bpf/verifier.c, v7.3). */
export const lockArgument: KfuncCheck = {
  name: "lock-argument",
  description: "A lock is one in the value of a map, in a global variable, or in an object that the program allocated.",
  before(kernel, call) {
    for (const argument of call.args)
      if (argument.parameter.role === "res-spin-lock") checkLock(kernel, call, argument);
  },
};
