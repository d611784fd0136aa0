import { sizeOf } from "../../btf/layout.ts";
import type { Kernel } from "../kernel.ts";
import { type Argument, type KfuncCall, labelOf } from "../kfuncs/call.ts";
import type { OpenIterator } from "../objects/iterators.ts";
import { type StackPlace, stackPlaceAt } from "../objects/stack-place.ts";
import { structName } from "../struct-name.ts";
import type { KfuncCheck } from "./check.ts";

const iteratorAt = (kernel: Kernel, place: StackPlace | string, struct: string): OpenIterator | undefined => {
  const iterator = typeof place === "string" ? undefined : kernel.iterators.at(place);
  return iterator?.struct === struct ? iterator : undefined;
};

/** A new one takes stack that no other stands on; where its flags say so, what it gives lives under RCU. */
function begin(kernel: Kernel, { facts }: KfuncCall, place: StackPlace | string, struct: string): string | undefined {
  if (typeof place === "string") return place;
  if (kernel.iterators.within(place)) return "an iterator stands there that was not destroyed";
  kernel.iterators.begin(place, struct, facts.flags.includes("KF_RCU_PROTECTED"));
  return undefined;
}

function checkIterator(kernel: Kernel, call: KfuncCall, argument: Argument): void {
  const { pointee = 0 } = argument.parameter;
  const struct = structName(kernel, pointee);
  const what = `${call.prototype.name} takes a struct ${struct} on the stack as ${labelOf(argument)}`;
  const place = stackPlaceAt(kernel, argument.value, sizeOf(kernel.btf, pointee));
  if (call.facts.flags.includes("KF_ITER_NEW")) {
    const why = begin(kernel, call, place, struct);
    if (why !== undefined) kernel.fault("iterator", `${what}, but ${why}`);
    return;
  }
  const iterator = iteratorAt(kernel, place, struct);
  if (!iterator) kernel.fault("iterator", `${what}, but ${typeof place === "string" ? place : "none stands there"}`);
  const { reference, isUnderRcu } = iterator;
  if (!isUnderRcu || reference.region.trust === "rcu") return;
  const origin = {
    slot: reference.acquiredAt,
    message: "the iterator was made here, in a section that was left since",
  };
  kernel.fault("rcu-required", `${what}, but the RCU read-side section is over`, { origin });
}

/**
 * KF_ITER_NEW, KF_ITER_NEXT, KF_ITER_DESTROY: an iterator is made, used and destroyed in one place of the stack
 * (process_iter_arg, kernel/bpf/verifier.c, v7.3). Other kfuncs take one by a parameter named `__iter`.
 */
export const iteratorArgument: KfuncCheck = {
  name: "iterator-argument",
  description: "An iterator is made on the stack before it is used, and destroyed once; RCU keeps what it gives.",
  before(kernel, call) {
    for (const argument of call.args) if (argument.parameter.role === "iterator") checkIterator(kernel, call, argument);
  },
  after(kernel, { facts, args }) {
    const [argument] = args;
    if (!facts.flags.includes("KF_ITER_DESTROY") || !argument) return;
    const { pointee = 0 } = argument.parameter;
    const place = stackPlaceAt(kernel, argument.value, sizeOf(kernel.btf, pointee));
    const iterator = iteratorAt(kernel, place, structName(kernel, pointee));
    if (iterator) kernel.iterators.end(iterator);
  },
};
