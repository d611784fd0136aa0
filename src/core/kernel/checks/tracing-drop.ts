import { type FieldKind, fieldName } from "../fields/special-field.ts";
import type { Kernel } from "../kernel.ts";
import { isTracingType } from "../tracing-types.ts";
import type { KfuncCheck } from "./check.ts";

/** What may be given up even where the program interrupted anything (btf_field_is_nmi_safe, include/linux/bpf.h, v7.3). */
const safe: ReadonlySet<FieldKind> = new Set([
  "bpf_spin_lock",
  "bpf_res_spin_lock",
  "bpf_timer",
  "bpf_wq",
  "bpf_task_work",
  "kptr_untrusted",
  "bpf_refcount",
]);

const drops: ReadonlySet<string> = new Set(["bpf_obj_drop", "bpf_obj_drop_impl"]);

/** Programs of tracing that may not sleep, iterators aside (check_kfunc_call, kernel/bpf/verifier.c, v7.3). */
function interruptsAnything({ programType, attachType, flags }: Kernel["program"]): boolean {
  if (isTracingType(programType)) return true;
  const isTracing = programType === "BPF_PROG_TYPE_TRACING" && attachType !== "BPF_TRACE_ITER";
  return isTracing && !flags.includes("BPF_F_SLEEPABLE");
}

export const tracingDrop: KfuncCheck = {
  name: "tracing-drop",
  description: "A program that may have interrupted anything drops no object that owns others.",
  before(kernel, { prototype, args: [argument] }) {
    if (!argument || !drops.has(prototype.name) || !interruptsAnything(kernel.program)) return;
    const region = kernel.memory.locate(argument.value)?.region;
    const object = region && kernel.allocations.at(region);
    const unsafe = object?.record?.fields.find(({ kind }) => !safe.has(kind));
    if (!object || !unsafe) return;
    const message = `${prototype.name} drops ${object.name}, whose ${fieldName(unsafe)} a program of this type may not give up`;
    kernel.fault("kfunc-not-allowed", message);
  },
};
