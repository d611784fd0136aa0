import { rootOf } from "../../vm/memory.ts";
import type { Contained } from "../fields/special-field.ts";
import { insertions } from "../graphs/insertions.ts";
import type { Kernel } from "../kernel.ts";
import { type Argument, type KfuncCall, labelOf } from "../kfuncs/call.ts";
import { nodeStructs, rootStructs } from "../kfuncs/graph-roles.ts";
import type { KfuncCheck } from "./check.ts";

/** What the root in the first argument may hold; the rule about roots has passed. */
function containedIn({ memory, fieldPlaces }: Kernel, [root]: readonly Argument[]): Contained | undefined {
  const location = root && memory.locate(root.value);
  const place = location && fieldPlaces.at(location);
  const kind = root && rootStructs[root.parameter.role];
  return kind && place?.types.record?.at(kind, place.offset)?.contains;
}

/** A node that is put in is owned, another one may also be one that the program only looks at. */
function checkRight(kernel: Kernel, { prototype }: KfuncCall, argument: Argument, takes: string): void {
  const region = kernel.memory.locate(argument.value)?.region;
  const what = region?.name ?? "a number";
  if (!region || !kernel.allocations.at(region)) {
    kernel.fault("allocated-object", `${takes} of an allocated object, but gets ${what}`);
  }
  if (kernel.references.find(region)) return;
  const mayLook =
    argument.parameter.role === "rb-node"
      ? !insertions.has(prototype.name)
      : argument.parameter.suffix === "__nonown_allowed";
  if (mayLook && kernel.references.isLent(region)) return;
  const { releasedAt, ending = "was given back" } = region;
  const origin = releasedAt === undefined ? {} : { origin: { slot: releasedAt, message: `${what} ${ending} here` } };
  const right = mayLook ? "neither owns nor may look at" : "does not own";
  kernel.fault("allocated-object", `${takes}, but the program ${right} ${what}`, origin);
}

function checkPlace(kernel: Kernel, { args }: KfuncCall, argument: Argument, takes: string): void {
  const kind = nodeStructs[argument.parameter.role];
  const location = kernel.memory.locate(argument.value);
  const object = location && kernel.allocations.at(location.region);
  if (!location || !object || !kind) return;
  const { offset } = rootOf(location);
  if (!object.record?.at(kind, offset)) {
    kernel.fault("graph-field", `${takes}, but none stands at offset ${offset} of ${object.name}`);
  }
  const contained = containedIn(kernel, args);
  if (contained && contained.type === object.type && contained.nodeOffset === offset) return;
  const wanted = `one at offset ${contained?.nodeOffset} of a struct ${contained?.name}`;
  kernel.fault("graph-field", `${takes}, which holds ${wanted}, but gets that at offset ${offset} of ${object.name}`);
}

function checkNode(kernel: Kernel, call: KfuncCall, argument: Argument): void {
  const kind = nodeStructs[argument.parameter.role];
  if (!kind) return;
  const takes = `${call.prototype.name} takes a ${kind} as ${labelOf(argument)}`;
  checkRight(kernel, call, argument, takes);
  if (kind === "bpf_rb_node" && !insertions.has(call.prototype.name) && kernel.graphs.comparisons > 0) {
    kernel.fault("tree-callback", `${call.prototype.name} is called by a callback that compares nodes`);
  }
  checkPlace(kernel, call, argument, takes);
}

/** check_kfunc_args and __process_kf_arg_ptr_to_graph_node (kernel/bpf/verifier.c, v7.3). */
export const graphNodeArgument: KfuncCheck = {
  name: "graph-node-argument",
  description: "What is put in a list or tree is owned, and hangs by the node that the root's __contains() names.",
  before(kernel, call) {
    for (const argument of call.args) checkNode(kernel, call, argument);
  },
};
