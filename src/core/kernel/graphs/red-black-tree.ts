/** A node's links; of no use while it is in no tree. */
export interface TreeLinks<Node> {
  parent: Node | undefined;
  left: Node | undefined;
  right: Node | undefined;
  isRed: boolean;
}

type Side = "left" | "right";
const opposite = { left: "right", right: "left" } as const satisfies Record<Side, Side>;

/**
 * A red-black tree of the shape that Linux gives it (lib/rbtree.c, v7.3): programs see the root and the children. A node with
 * two children is replaced by the next one in order.
 */
export class RedBlackTree<Node extends TreeLinks<Node>> {
  #root: Node | undefined;

  get root(): Node | undefined {
    return this.#root;
  }

  /** The leftmost node. */
  get first(): Node | undefined {
    return this.#root && leftmost(this.#root);
  }

  /** `less` says whether the new node comes before another. */
  add(node: Node, less: (node: Node, other: Node) => boolean): void {
    let [parent, side]: [Node | undefined, Side] = [undefined, "left"];
    for (let next = this.#root; next; next = parent[side]) {
      parent = next;
      side = less(node, parent) ? "left" : "right";
    }
    Object.assign(node, { parent, left: undefined, right: undefined, isRed: true });
    if (parent) parent[side] = node;
    else this.#root = node;
    this.#afterInsertion(node);
  }

  remove(node: Node): void {
    const { left, right } = node;
    if (left && right) this.#removeInner(node, left, right);
    else this.#removeOuter(node, left ?? right);
    Object.assign(node, { parent: undefined, left: undefined, right: undefined });
  }

  #removeOuter(node: Node, child: Node | undefined): void {
    const { parent, isRed } = node;
    this.#replace(node, child);
    if (!isRed) this.#afterRemoval(child, parent);
  }

  #removeInner(node: Node, left: Node, right: Node): void {
    const next = leftmost(right);
    const { isRed, right: orphan } = next;
    const parent = next === right ? next : next.parent;
    if (next !== right) {
      this.#replace(next, orphan);
      attach(next, "right", right);
    }
    this.#replace(node, next);
    attach(next, "left", left);
    next.isRed = node.isRed;
    if (!isRed) this.#afterRemoval(orphan, parent);
  }

  /** Puts a node, or nothing, where another one hangs. */
  #replace(node: Node, other: Node | undefined): void {
    const { parent } = node;
    if (!parent) this.#root = other;
    else parent[sideOf(node, parent)] = other;
    if (other) other.parent = parent;
  }

  /** The child on the other side of a node takes its place, and the node hangs on the side. */
  #rotate(node: Node, side: Side): void {
    const other = opposite[side];
    const child = node[other];
    if (!child) return;
    this.#replace(node, child);
    attach(node, other, child[side]);
    attach(child, side, node);
  }

  #afterInsertion(inserted: Node): void {
    let node = inserted;
    while (node.parent?.isRed && node.parent.parent) {
      const parent: Node = node.parent;
      const grandparent: Node = node.parent.parent;
      const side = sideOf(parent, grandparent);
      const uncle = grandparent[opposite[side]];
      if (uncle?.isRed) {
        parent.isRed = false;
        uncle.isRed = false;
        grandparent.isRed = true;
        node = grandparent;
        continue;
      }
      if (parent[side] !== node) this.#rotate(parent, side);
      grandparent.isRed = true;
      const top = grandparent[side];
      if (top) top.isRed = false;
      this.#rotate(grandparent, opposite[side]);
      break;
    }
    if (this.#root) this.#root.isRed = false;
  }

  /** On the side of `node` a black one is missing. */
  #afterRemoval(removed: Node | undefined, above: Node | undefined): void {
    let [node, parent] = [removed, above];
    while (parent && !node?.isRed) {
      const side: Side = parent.left === node ? "left" : "right";
      const sibling = this.#blackSibling(parent, side);
      if (!sibling) break;
      if (!sibling.left?.isRed && !sibling.right?.isRed) {
        sibling.isRed = true;
        [node, parent] = [parent, parent.parent];
        continue;
      }
      this.#borrow(parent, sibling, side);
      return;
    }
    if (node) node.isRed = false;
  }

  #blackSibling(parent: Node, side: Side): Node | undefined {
    const sibling = parent[opposite[side]];
    if (!sibling?.isRed) return sibling;
    sibling.isRed = false;
    parent.isRed = true;
    this.#rotate(parent, side);
    return parent[opposite[side]];
  }

  /** The sibling has a red child, which makes up for the black one. */
  #borrow(parent: Node, sibling: Node, side: Side): void {
    const other = opposite[side];
    let top = sibling;
    if (!sibling[other]?.isRed) {
      const near = sibling[side];
      if (near) near.isRed = false;
      sibling.isRed = true;
      this.#rotate(sibling, other);
      top = near ?? sibling;
    }
    top.isRed = parent.isRed;
    parent.isRed = false;
    const far = top[other];
    if (far) far.isRed = false;
    this.#rotate(parent, side);
  }
}

function attach<Node extends TreeLinks<Node>>(parent: Node, side: Side, child: Node | undefined): void {
  parent[side] = child;
  if (child) child.parent = parent;
}

const sideOf = <Node extends TreeLinks<Node>>(node: Node, parent: Node): Side =>
  parent.left === node ? "left" : "right";

function leftmost<Node extends TreeLinks<Node>>(node: Node): Node {
  let first = node;
  while (first.left) first = first.left;
  return first;
}
