import type { Kernel } from "../kernel.ts";
import type { ProgramForm } from "../kfuncs/kfunc-facts.ts";
import type { KfuncCheck } from "./check.ts";

type Program = Kernel["program"];

/** What the facts call XDP programs that are loaded for a device; no section says so. */
const DEVICE_BOUND = "xdp.device-bound";

/** Whether a program is loaded in this way; of several ways that differ by name alone the section says which. */
function isOfForm({ programType, attachType, flags, section }: Program, form: ProgramForm, isBound: boolean): boolean {
  if (form.programType !== programType || form.attachType !== attachType) return false;
  if (form.sleepable !== flags.includes("BPF_F_SLEEPABLE")) return false;
  if (isBound) return form.name === DEVICE_BOUND;
  const name = section.replace(/^\?/, "");
  return [form.name, ...(form.also ?? [])].some((each) => name === each || name.startsWith(`${each}/`));
}

/** The kfunc is registered for the program's type (btf_kfunc_id_set_contains, kernel/bpf/btf.c, v7.3). */
export const programType: KfuncCheck = {
  name: "program-type",
  description: "A program may only call the kfuncs that are registered for its type.",
  before(kernel, { facts, prototype }) {
    const { programType: type } = kernel.program;
    if (facts.programTypes.some((each) => each === type)) return;
    kernel.fault("kfunc-not-allowed", `${prototype.name} is not registered for ${type}`);
  },
};

/** Filters of a kfunc's sets, and the verifier, tell programs of a type apart (btf_kfunc_is_allowed, v7.3). */
export const programForm: KfuncCheck = {
  name: "program-form",
  description:
    "Of the programs of a type, some may not call a kfunc that others may: it depends on where they are attached.",
  before(kernel, { facts, prototype }) {
    const isBound = kernel.xdp?.arrival?.isDeviceBound ?? false;
    const refused = facts.refusedForms?.find((form) => isOfForm(kernel.program, form, isBound));
    if (refused)
      kernel.fault("kfunc-not-allowed", `${prototype.name} is not for programs of the section ${refused.name}`);
  },
};
