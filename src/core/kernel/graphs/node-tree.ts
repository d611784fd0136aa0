import type { GraphNode } from "./graph-node.ts";
import { RedBlackTree } from "./red-black-tree.ts";

/** What hangs from a bpf_rb_root (kernel/bpf/helpers.c, v7.3). */
export class NodeTree {
  #tree = new RedBlackTree<GraphNode>();

  get root(): GraphNode | undefined {
    return this.#tree.root;
  }

  get first(): GraphNode | undefined {
    return this.#tree.first;
  }

  /** False where the node hangs somewhere; then `less` is not asked. */
  add(node: GraphNode, less: (node: GraphNode, other: GraphNode) => boolean): boolean {
    if (node.owner) return false;
    this.#tree.add(node, less);
    node.owner = this;
    return true;
  }

  /** False where the node does not hang here. */
  remove(node: GraphNode): boolean {
    if (node.owner !== this) return false;
    this.#tree.remove(node);
    node.owner = undefined;
    return true;
  }

  /** A child of a node; undefined where there is none, or the node does not hang here. */
  child(node: GraphNode, side: "left" | "right"): GraphNode | undefined {
    return node.owner === this ? node[side] : undefined;
  }

  /** Takes out all nodes, children before their parents (bpf_rb_root_free). */
  drain(): GraphNode[] {
    const nodes = [...postorder(this.#tree.root)];
    this.#tree = new RedBlackTree();
    for (const node of nodes) node.owner = undefined;
    return nodes;
  }
}

function* postorder(node: GraphNode | undefined): Generator<GraphNode> {
  if (!node) return;
  yield* postorder(node.left);
  yield* postorder(node.right);
  yield node;
}
