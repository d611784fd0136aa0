import type { Btf } from "../../btf/btf.ts";
import type { ProgramType } from "../../uapi/program-types.ts";
import type { Kernel } from "../kernel.ts";
import { describeLicense, isGplCompatible } from "../license.ts";
import { changesPacket } from "./changes-packet.ts";
import { checkPointerArguments } from "./check-pointer-arguments.ts";
import type { HelperModel } from "./helper.ts";
import { helperRights, mayCallHelper } from "./helper-facts.ts";
import { helperNames } from "./helper-names.ts";
import { helpers } from "./helpers.ts";
import { helperMaySleep } from "./sleeping-helpers.ts";
import { unmodelledHelpers } from "./unmodelled.ts";

const models: ReadonlyMap<string, HelperModel> = new Map(helpers.map((model) => [model.name, model]));

/** The name of a helper by its id; undefined where the kernel has none. */
export const helperName = (btf: Btf, id: number): string | undefined => helperNames(btf).get(id);

/** The program that it leads to may change the packet; where it leads nowhere, nothing has changed (check_helper_call, v7.3). */
const TAIL_CALL = "bpf_tail_call";

/** What may be called while a lock is held (do_check_insn, kernel/bpf/verifier.c, v7.3). */
const mayCallLocked: ReadonlySet<string> = new Set(["bpf_spin_unlock", "bpf_kptr_xchg"]);

/** What programs of all types are given, and only those that may sleep can call (bpf_base_func_proto, kernel/bpf/helpers.c, v7.3). */
const sleepsForAll: ReadonlySet<string> = new Set(["bpf_copy_from_user", "bpf_copy_from_user_task"]);

const mayCall = ({ helpers: facts, program }: Kernel, name: string, sleepable: boolean): boolean => {
  const { attachType } = program;
  return mayCallHelper(facts, name, { programType: program.programType as ProgramType, attachType, sleepable });
};

function checkProgram(kernel: Kernel, name: string): void {
  if (sleepsForAll.has(name) || mayCall(kernel, name, true) || mayCall(kernel, name, false)) return;
  kernel.fault("helper-not-allowed", `programs of type ${kernel.program.programType} cannot use ${name}`);
}

/** The order of check_helper_call (kernel/bpf/verifier.c, v7.3): before any argument is looked at. */
function checkLicense(kernel: Kernel, name: string): void {
  const { license } = kernel.program;
  if (!helperRights(kernel.helpers, name)?.gplOnly || isGplCompatible(license)) return;
  kernel.fault("license", `${name} is for GPL-compatible programs, but the program ${describeLicense(license)}`);
}

function checkSleep(kernel: Kernel, name: string): void {
  const where = helperMaySleep(name, kernel.program) ? kernel.sections.whyNoSleep : undefined;
  if (where) kernel.fault("sleep", `${name} may sleep, but is called in ${where}`);
}

/**
 * Calls a helper: what it gives goes to r0. An id without a model ends the run with a fault, and so does a license under
 * which it may not be called.
 */
export function callHelper(kernel: Kernel, id: number, args: (index: number) => bigint): bigint {
  const name = helperName(kernel.btf, id);
  const model = name === undefined ? undefined : models.get(name);
  if (name === undefined) return kernel.fault("helper-not-allowed", `the kernel has no helper ${id}`);
  if (!mayCallLocked.has(name)) kernel.locks.refuseHeld(`${name} is called`);
  checkProgram(kernel, name);
  checkLicense(kernel, name);
  checkSleep(kernel, name);
  if (!model) {
    const why = unmodelledHelpers.get(name) ?? "nobody has written one";
    return kernel.fault("helper-not-modelled", `${name} has no model: ${why}`);
  }
  checkPointerArguments(kernel, name, args);
  const result = model.call(kernel, args);
  if (changesPacket.has(name) && name !== TAIL_CALL) kernel.skb?.forgetPointers();
  return result;
}
