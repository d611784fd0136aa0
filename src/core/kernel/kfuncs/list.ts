import { negativeErrno } from "../../uapi/errno.ts";
import type { GraphNode } from "../graphs/graph-node.ts";
import type { LinkedList } from "../graphs/linked-list.ts";
import { handOverNode, lendNode } from "../graphs/returned-node.ts";
import type { KfuncModel } from "./model.ts";

/** __bpf_list_add (kernel/bpf/helpers.c, v7.3): what can't be put in is dropped. */
function insert(head: LinkedList, node: GraphNode, behind: GraphNode | undefined): number {
  if (head.insert(node, behind)) return 0;
  node.object.drop();
  return negativeErrno("EINVAL");
}

type Push = "bpf_list_push_front" | "bpf_list_push_front_impl" | "bpf_list_push_back" | "bpf_list_push_back_impl";

const push = <Name extends Push>(name: Name, last: (head: LinkedList) => GraphNode | undefined): KfuncModel<Name> => ({
  name,
  notModelled: [],
  call: (_kernel, { head, node: { node } }) => insert(head, node, last(head)),
});

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_list_push_front = push("bpf_list_push_front", () => undefined);
export const bpf_list_push_front_impl = push("bpf_list_push_front_impl", () => undefined);
export const bpf_list_push_back = push("bpf_list_push_back", (head) => head.back);
export const bpf_list_push_back_impl = push("bpf_list_push_back_impl", (head) => head.back);

/** kernel/bpf/helpers.c, v7.3: puts a node behind another one of the list. */
export const bpf_list_add: KfuncModel<"bpf_list_add"> = {
  name: "bpf_list_add",
  notModelled: [],
  call: (_kernel, { head, new: { node }, prev__nonown_allowed: { node: behind } }) => insert(head, node, behind),
};

const pop = <Name extends "bpf_list_pop_front" | "bpf_list_pop_back">(
  name: Name,
  end: "front" | "back",
): KfuncModel<Name> => ({
  name,
  notModelled: [],
  call(kernel, { head }) {
    const node = head[end];
    if (node) head.remove(node);
    return handOverNode(kernel, node);
  },
});

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_list_pop_front = pop("bpf_list_pop_front", "front");
export const bpf_list_pop_back = pop("bpf_list_pop_back", "back");

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_list_del: KfuncModel<"bpf_list_del"> = {
  name: "bpf_list_del",
  notModelled: [],
  call: (kernel, { head, node__nonown_allowed: { node } }) =>
    handOverNode(kernel, head.remove(node) ? node : undefined),
};

const peek = <Name extends "bpf_list_front" | "bpf_list_back">(
  name: Name,
  end: "front" | "back",
): KfuncModel<Name> => ({
  name,
  notModelled: [],
  call: (kernel, { head }) => lendNode(kernel, head[end]),
});

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_list_front = peek("bpf_list_front", "front");
export const bpf_list_back = peek("bpf_list_back", "back");

const isAt = <Name extends "bpf_list_is_first" | "bpf_list_is_last">(
  name: Name,
  end: "front" | "back",
): KfuncModel<Name> => ({
  name,
  notModelled: [],
  call: (_kernel, { head, node__nonown_allowed: { node } }) => Number(head[end] === node),
});

/** kernel/bpf/helpers.c, v7.3: false for a node of another list. */
export const bpf_list_is_first = isAt("bpf_list_is_first", "front");
export const bpf_list_is_last = isAt("bpf_list_is_last", "back");

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_list_empty: KfuncModel<"bpf_list_empty"> = {
  name: "bpf_list_empty",
  notModelled: [],
  call: (_kernel, { head }) => Number(head.front === undefined),
};
