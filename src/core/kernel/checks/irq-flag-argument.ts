import type { Kernel } from "../kernel.ts";
import type { Argument } from "../kfuncs/call.ts";
import { labelOf } from "../kfuncs/call.ts";
import { IRQ_FLAG_BYTES } from "../objects/irq-flags.ts";
import { stackPlaceAt } from "../objects/stack-place.ts";
import type { KfuncCheck } from "./check.ts";

/** Those that fill the slot; the others take what stands there. */
const saves = new Set(["bpf_local_irq_save", "bpf_res_spin_lock_irqsave"]);

function objection(kernel: Kernel, name: string, { value }: Argument): string | undefined {
  const place = stackPlaceAt(kernel, value, IRQ_FLAG_BYTES);
  if (typeof place === "string") return place;
  if (!saves.has(name)) return kernel.irqFlags.isAt(place) ? undefined : "no IRQ flag stands there";
  return kernel.irqFlags.within(place) ? "an IRQ flag stands there that was not restored" : undefined;
}

/** A parameter named `__irq_flag` takes 8 aligned bytes of the stack (process_irq_flag, kernel/bpf/verifier.c, v7.3). */
export const irqFlagArgument: KfuncCheck = {
  name: "irq-flag-argument",
  description: "The interrupt state is saved in a free slot of the stack, and restored from where it was saved.",
  before(kernel, { prototype, args }) {
    for (const argument of args) {
      if (argument.parameter.role !== "irq-flag") continue;
      const why = objection(kernel, prototype.name, argument);
      if (why)
        kernel.fault("irq-flag", `${prototype.name} takes a slot of the stack as ${labelOf(argument)}, but ${why}`);
    }
  },
};
