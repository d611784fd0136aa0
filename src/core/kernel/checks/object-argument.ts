import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { type Argument, type KfuncCall, labelOf } from "../kfuncs/call.ts";
import type { KfuncFacts } from "../kfuncs/kfunc-facts.ts";
import { structMatches } from "../objects/struct-match.ts";
import { structName } from "../struct-name.ts";
import type { KfuncCheck } from "./check.ts";

/** A struct that stands for another one in a state of its own: never taken for it (btf_type_ids_nocast_alias, v7.3). */
const NOCAST_SUFFIX = "___init";

/** Whether the struct must be the very one: of two names of a struct, and of what is given back (process_kf_arg_ptr_to_btf_id). */
function isStrict(kernel: Kernel, { flags }: KfuncFacts, region: Region, wanted: number | undefined): boolean {
  const [name, other] = [structName(kernel, region.type), structName(kernel, wanted)];
  if (name === `${other}${NOCAST_SUFFIX}` || other === `${name}${NOCAST_SUFFIX}`) return true;
  return flags.includes("KF_RELEASE") && kernel.references.find(region) !== undefined;
}

/** Why a pointer can't be passed for an object of the wanted struct; undefined where it can. */
function objection(kernel: Kernel, facts: KfuncFacts, { value, parameter }: Argument): string | undefined {
  const location = kernel.memory.locate(value);
  if (!location) return "gets a number that is no pointer";
  const { region, offset } = location;
  if (region.type === undefined || region.kind !== "object") return `gets a pointer to ${region.name}`;
  const isSame = offset === 0 && structName(kernel, region.type) === structName(kernel, parameter.pointee);
  const mayContain = !isStrict(kernel, facts, region, parameter.pointee);
  if (!isSame && !(mayContain && structMatches(kernel.btf, region.type, offset, parameter.pointee ?? 0))) {
    const place = offset === 0 ? "" : ` at offset ${offset}`;
    return `gets a struct ${structName(kernel, region.type)}${place}`;
  }
  return undefined;
}

/**
 * What the verifier says of a pointer that is not trusted depends on whether RCU would do. Where NULL is taken, what may be NULL is none
 * that could be trusted (bpf_type_has_unsafe_modifiers).
 */
function checkTrust(kernel: Kernel, { facts, prototype }: KfuncCall, argument: Argument): void {
  const region = kernel.memory.locate(argument.value)?.region;
  if (region?.kind !== "object" && region?.kind !== "null") return;
  if (region.trust === "trusted" && !region.mayBeNull) return;
  const what = `${prototype.name} gets ${region.name} as ${labelOf(argument)}`;
  if (!facts.flags.includes("KF_RCU")) {
    const why = region.mayBeNull ? ", which may be NULL and was not compared with it" : " by walking another object";
    kernel.fault("kfunc-argument", `${what}${why}: it must be referenced or trusted`);
  }
  if (region.trust !== "rcu") kernel.fault("rcu-required", `${what}, which no RCU read-side section keeps any more`);
}

/** A struct of scalars could be memory of the program, too: the verifier asks for such instead of the number that it sees. */
function refuseReleased(kernel: Kernel, { prototype }: KfuncCall, argument: Argument): void {
  const region = kernel.memory.locate(argument.value)?.region;
  const slot = region && kernel.memory.releasedRegion(region)?.releasedAt;
  if (slot === undefined) return;
  const message = `${prototype.name} gets ${region?.name} as ${labelOf(argument)} after its release`;
  const rule = argument.parameter.isScalarStruct ? "kfunc-argument" : "use-after-release";
  kernel.fault(rule, message, { origin: { slot, message: `${region?.name} was given back here` } });
}

function checkObject(kernel: Kernel, call: KfuncCall, argument: Argument): void {
  refuseReleased(kernel, call, argument);
  checkTrust(kernel, call, argument);
  const why = objection(kernel, call.facts, argument);
  if (why === undefined) return;
  const wanted = structName(kernel, argument.parameter.pointee);
  kernel.fault("kfunc-argument", `${call.prototype.name} takes a struct ${wanted} as ${labelOf(argument)}, but ${why}`);
}

/** A struct parameter takes a trusted pointer to such an object; with KF_RCU one that RCU keeps will do (check_kfunc_args, v7.3). */
export const objectArgument: KfuncCheck = {
  name: "object-argument",
  description: "A kernel object is passed by a pointer that is referenced or trusted.",
  before(kernel, call) {
    for (const argument of call.args) {
      const { role, nullable } = argument.parameter;
      if (role !== "object" || (nullable && kernel.memory.isNull(argument.value))) continue;
      checkObject(kernel, call, argument);
    }
  },
};
