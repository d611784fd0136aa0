import { sizeOf } from "../../btf/layout.ts";
import type { Kernel } from "../kernel.ts";
import { type Argument, labelOf } from "../kfuncs/call.ts";
import { stackPlaceAt } from "../objects/stack-place.ts";
import type { KfuncCheck } from "./check.ts";

/** Why a pointer can't be passed for a dynptr; undefined where it can. */
function objection(kernel: Kernel, { value, parameter }: Argument): string | undefined {
  if (parameter.nullable && kernel.memory.isNull(value)) return undefined;
  const location = kernel.memory.locate(value);
  const isConst = location && location.region.kind !== "stack" && kernel.dynptrs.at(location.region, location.offset);
  if (isConst && parameter.suffix !== "__uninit") return undefined;
  const place = stackPlaceAt(kernel, value, sizeOf(kernel.btf, parameter.pointee ?? 0));
  if (typeof place === "string") return place;
  if (parameter.suffix === "__uninit" || kernel.dynptrs.at(place.region, place.start)) return undefined;
  return "no dynptr was initialised there, or it was written over since";
}

/**
 * A dynptr parameter takes a dynptr that stands on the stack; one named `__uninit` takes 16 aligned bytes of stack for a
 * new one. An unreferenced dynptr may be made anew in the same place (process_dynptr_func, kernel/bpf/verifier.c, v7.3).
 * Callbacks get dynptrs of the kernel, which can be passed on. Not modelled: referenced dynptrs.
 */
export const dynptrArgument: KfuncCheck = {
  name: "dynptr-argument",
  description: "A dynptr stands on the stack and was initialised, unless the kfunc is to initialise it.",
  before(kernel, { prototype, args }) {
    for (const argument of args) {
      const why = argument.parameter.role === "dynptr" ? objection(kernel, argument) : undefined;
      if (why === undefined) continue;
      const message = `${prototype.name} takes a dynptr on the stack as ${labelOf(argument)}, but ${why}`;
      kernel.fault("dynptr-argument", message);
    }
  },
};
