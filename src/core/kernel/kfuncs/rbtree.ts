import { negativeErrno } from "../../uapi/errno.ts";
import type { GraphNode } from "../graphs/graph-node.ts";
import { handOverNode, lendNode } from "../graphs/returned-node.ts";
import { callbackArgument } from "../helpers/callback-argument.ts";
import type { Kernel } from "../kernel.ts";
import type { NodePointer } from "./argument-types.ts";
import type { KfuncModel } from "./model.ts";

/** The callback is given the new node by the program's own pointer, which it does not own any more, and another one to look at. */
function comparison(kernel: Kernel, { region, node }: NodePointer, address: bigint) {
  const { graphs, memory, references } = kernel;
  const less = callbackArgument(kernel, address, "R3");
  return (_node: GraphNode, other: GraphNode): boolean => {
    const otherAddress = memory.addressOf(references.lend(other.object).region, other.offset);
    graphs.comparisons++;
    const result = less(memory.addressOf(region, node.offset), otherAddress);
    graphs.comparisons--;
    return result !== 0n;
  };
}

const add = <Name extends "bpf_rbtree_add" | "bpf_rbtree_add_impl">(name: Name): KfuncModel<Name> => ({
  name,
  notModelled: [],
  call(kernel, { root, node, less }) {
    if (root.add(node.node, comparison(kernel, node, less))) return 0;
    node.node.object.drop();
    return negativeErrno("EINVAL");
  },
});

/** kernel/bpf/helpers.c, v7.3: what hangs somewhere already is dropped. Equal nodes keep the order of their insertion. */
export const bpf_rbtree_add = add("bpf_rbtree_add");
export const bpf_rbtree_add_impl = add("bpf_rbtree_add_impl");

/** kernel/bpf/helpers.c, v7.3: NULL for a node that does not hang in this tree. */
export const bpf_rbtree_remove: KfuncModel<"bpf_rbtree_remove"> = {
  name: "bpf_rbtree_remove",
  notModelled: [],
  call: (kernel, { root, node: { node } }) => handOverNode(kernel, root.remove(node) ? node : undefined),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_rbtree_first: KfuncModel<"bpf_rbtree_first"> = {
  name: "bpf_rbtree_first",
  notModelled: [],
  call: (kernel, { root }) => lendNode(kernel, root.first),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_rbtree_root: KfuncModel<"bpf_rbtree_root"> = {
  name: "bpf_rbtree_root",
  notModelled: [],
  call: (kernel, { root }) => lendNode(kernel, root.root),
};

const child = <Name extends "bpf_rbtree_left" | "bpf_rbtree_right">(
  name: Name,
  side: "left" | "right",
): KfuncModel<Name> => ({
  name,
  notModelled: [],
  call: (kernel, { root, node: { node } }) => lendNode(kernel, root.child(node, side)),
});

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_rbtree_left = child("bpf_rbtree_left", "left");
export const bpf_rbtree_right = child("bpf_rbtree_right", "right");
