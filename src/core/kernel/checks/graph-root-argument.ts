import type { TypedPlace } from "../fields/field-places.ts";
import type { Kernel } from "../kernel.ts";
import { type Argument, type KfuncCall, labelOf } from "../kfuncs/call.ts";
import { rootStructs } from "../kfuncs/graph-roles.ts";
import type { KfuncCheck } from "./check.ts";

/** In the value of a map, in global data, or in an object that the program owns. */
function placeOf(kernel: Kernel, takes: string, { value }: Argument): TypedPlace {
  const location = kernel.memory.locate(value);
  const place = location && kernel.fieldPlaces.at(location);
  if (!place) {
    const what = location?.region.name ?? "a number";
    return kernel.fault("allocated-object", `${takes} in a map's value or an allocated object, but gets ${what}`);
  }
  if (place.region.kind === "allocated" && !kernel.references.find(location.region)) {
    return kernel.fault("allocated-object", `${takes}, but the program does not own ${location.region.name}`);
  }
  return place;
}

function checkRoot(kernel: Kernel, { prototype }: KfuncCall, argument: Argument): void {
  const kind = rootStructs[argument.parameter.role];
  if (!kind) return;
  const takes = `${prototype.name} takes a ${kind} as ${labelOf(argument)}`;
  const { region, offset, types } = placeOf(kernel, takes, argument);
  if (!types.record?.at(kind, offset)) {
    const why = types.withoutBtf ? `: ${types.withoutBtf}` : "";
    kernel.fault("graph-field", `${takes}, but none stands at offset ${offset} of ${region.name}${why}`);
  }
  const pointer = kernel.memory.locate(argument.value)?.region ?? region;
  if (kernel.locks.isHeldIn(pointer)) return;
  const which = kernel.locks.isHeld ? "the lock that is held stands elsewhere" : "no lock is held";
  kernel.fault("graph-lock", `${takes}, which the lock in ${region.name} guards, but ${which}`);
}

/** __process_kf_arg_ptr_to_graph_root and check_reg_allocation_locked (kernel/bpf/verifier.c, v7.3). */
export const graphRootArgument: KfuncCheck = {
  name: "graph-root-argument",
  description: "A list or tree is used while the lock that stands beside its root is held.",
  before(kernel, call) {
    for (const argument of call.args) checkRoot(kernel, call, argument);
  },
};
