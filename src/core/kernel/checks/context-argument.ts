import type { Location } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { labelOf } from "../kfuncs/call.ts";
import { structName } from "../struct-name.ts";
import type { KfuncCheck } from "./check.ts";

const VOID = 0;

/** A packet that is no context of the program's is passed by a trusted pointer to its struct sk_buff (process_kf_arg_ptr_to_btf_id, v7.3). */
const isPacket = ({ skb }: Kernel, { region, offset }: Location): boolean =>
  region.kind === "object" && region === skb?.context && offset === 0;

/** Such a packet of which the scenario says nothing. */
const isUnknownPacket = (kernel: Kernel, { region: { kind, type, trust }, offset }: Location): boolean =>
  !kernel.skb && kind === "object" && trust === "trusted" && offset === 0 && structName(kernel, type) === "sk_buff";

/** A context parameter takes the program's own context, unmodified (KF_ARG_PTR_TO_CTX, v7.3). */
export const contextArgument: KfuncCheck = {
  name: "context-argument",
  description: "A context argument is the pointer that the program was called with.",
  before(kernel, { prototype, args }) {
    for (const argument of args) {
      if (argument.parameter.role !== "context") continue;
      const location = kernel.memory.locate(argument.value);
      if (location && isPacket(kernel, location)) continue;
      const type = location?.region.type;
      const wanted = kernel.btf.resolve(argument.parameter.pointee ?? 0);
      if (location && structName(kernel, wanted) === "__sk_buff" && isUnknownPacket(kernel, location)) {
        kernel.fault("kfunc-not-modelled", `the packet of ${location.region.name} is not known to ${prototype.name}`);
      }
      const isContext = location?.region.kind === "context" && location.offset === 0;
      if (isContext && (wanted === VOID || (type !== undefined && kernel.btf.resolve(type) === wanted))) continue;
      const what = location ? `${location.region.name} at offset ${location.offset}` : "a number";
      kernel.fault("kfunc-argument", `${prototype.name} takes the context as ${labelOf(argument)}, but gets ${what}`);
    }
  },
};
