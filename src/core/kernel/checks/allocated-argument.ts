import type { Kernel } from "../kernel.ts";
import { type Argument, type KfuncCall, labelOf } from "../kfuncs/call.ts";
import type { KfuncCheck } from "./check.ts";

/** KF_ARG_PTR_TO_ALLOC_BTF_ID: kfuncs for objects that each CPU has a copy of take these, the others the others. */
const forPerCpu: ReadonlySet<string> = new Set(["bpf_percpu_obj_drop", "bpf_percpu_obj_drop_impl"]);

function checkAllocated(kernel: Kernel, { prototype }: KfuncCall, argument: Argument): void {
  const region = kernel.memory.locate(argument.value)?.region;
  const isPerCpu = forPerCpu.has(prototype.name);
  const object = region && (isPerCpu ? kernel.allocations.perCpuAt(region) : kernel.allocations.at(region));
  if (object) return;
  const wanted = isPerCpu ? "an object of bpf_percpu_obj_new()" : "an object of bpf_obj_new()";
  const what = region?.name ?? "a number";
  kernel.fault("allocated-object", `${prototype.name} takes ${wanted} as ${labelOf(argument)}, but gets ${what}`);
}

function checkRefcounted(kernel: Kernel, { prototype }: KfuncCall, argument: Argument): void {
  const location = kernel.memory.locate(argument.value);
  const object = location && kernel.allocations.at(location.region);
  const takes = `${prototype.name} takes an allocated object as ${labelOf(argument)}`;
  if (!object || location.region.trust === "untrusted") {
    kernel.fault("allocated-object", `${takes}, but gets ${location?.region.name ?? "a number"}`);
  }
  const { releasedAt, ending = "was given back" } = location.region;
  if (releasedAt !== undefined) {
    const origin = { slot: releasedAt, message: `${object.name} ${ending} here` };
    kernel.fault("allocated-object", `${takes}, but gets ${object.name} after it ${ending}`, { origin });
  }
  if (location.offset !== 0) kernel.fault("kfunc-argument", `${takes}, but gets offset ${location.offset} in one`);
  if (!object.isRefcounted) kernel.fault("allocated-object", `${takes}, but ${object.name} has no bpf_refcount`);
}

/** What is dropped, or counted, is an object that the program allocated (check_kfunc_args, kernel/bpf/verifier.c, v7.3). */
export const allocatedArgument: KfuncCheck = {
  name: "allocated-argument",
  description: "An allocated object is passed by a pointer to its beginning; only one with a bpf_refcount is counted.",
  before(kernel, call) {
    for (const argument of call.args) {
      if (argument.parameter.role === "allocated") checkAllocated(kernel, call, argument);
      else if (argument.parameter.role === "refcounted") checkRefcounted(kernel, call, argument);
    }
  },
};
