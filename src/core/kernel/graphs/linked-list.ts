import type { GraphNode } from "./graph-node.ts";

/** What hangs from a bpf_list_head (kernel/bpf/helpers.c, v7.3). */
export class LinkedList {
  #nodes: GraphNode[] = [];

  get front(): GraphNode | undefined {
    return this.#nodes[0];
  }

  get back(): GraphNode | undefined {
    return this.#nodes.at(-1);
  }

  /** Puts a node behind another of this list, or in front of all; false where the node hangs somewhere, or the other one not here. */
  insert(node: GraphNode, behind: GraphNode | undefined): boolean {
    if (node.owner || (behind && behind.owner !== this)) return false;
    this.#nodes.splice(behind ? this.#nodes.indexOf(behind) + 1 : 0, 0, node);
    node.owner = this;
    return true;
  }

  /** False where the node does not hang here. */
  remove(node: GraphNode): boolean {
    if (node.owner !== this) return false;
    this.#nodes.splice(this.#nodes.indexOf(node), 1);
    node.owner = undefined;
    return true;
  }

  /** Takes out all nodes, from the front (bpf_list_head_free). */
  drain(): GraphNode[] {
    const nodes = this.#nodes;
    this.#nodes = [];
    for (const node of nodes) node.owner = undefined;
    return nodes;
  }
}
