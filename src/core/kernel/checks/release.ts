import { FactsContradiction } from "../facts-contradiction.ts";
import type { Kernel } from "../kernel.ts";
import { type KfuncCall, labelOf } from "../kfuncs/call.ts";
import type { KfuncCheck } from "./check.ts";

/** The reference that a KF_RELEASE kfunc takes is in its first argument. */
function releasedRegion(kernel: Kernel, { args }: KfuncCall) {
  const location = args[0] && kernel.memory.locate(args[0].value);
  return location?.offset === 0 ? location.region : undefined;
}

/**
 * KF_RELEASE (check_kfunc_args, kernel/bpf/verifier.c, v7.3). NULL is told by the rule about NULL; which dynptrs hold a
 * reference only their models know.
 */
export const release: KfuncCheck = {
  name: "release",
  description: "What a kfunc with KF_RELEASE gives back is a reference that the program holds; afterwards it does not.",
  before(kernel, call) {
    const [argument] = call.args;
    if (!call.facts.flags.includes("KF_RELEASE") || !argument || argument.parameter.role === "dynptr") return;
    const location = kernel.memory.locate(argument.value);
    const region = releasedRegion(kernel, call);
    if (region && kernel.references.find(region)) return;
    const whole = location && kernel.references.find(location.region);
    if (whole) {
      const message = `${call.prototype.name} gets ${location.region.name} at offset ${location.offset}; it must have zero offset`;
      kernel.fault("kfunc-argument", message);
    }
    const releasedAt = region && kernel.references.releasedAt(region);
    const what = location?.region.name ?? "a number";
    const message = `${call.prototype.name} expects a reference as ${labelOf(argument)}, but the program holds none on ${what}`;
    const origin = { slot: releasedAt ?? 0, message: `${what} was given back here` };
    kernel.fault("release-unowned", message, releasedAt === undefined ? {} : { origin });
  },
  after(kernel, call) {
    const region = releasedRegion(kernel, call);
    const released = region !== undefined && kernel.references.releasedAt(region) !== undefined;
    if (!released || call.facts.flags.includes("KF_RELEASE")) return;
    throw new FactsContradiction(`${call.prototype.name} releases a reference, but its flags lack KF_RELEASE`);
  },
};
