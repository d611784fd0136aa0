import { describe, expect, test } from "vitest";
import { RedBlackTree, type TreeLinks } from "../../../src/core/kernel/graphs/red-black-tree.ts";

class Node implements TreeLinks<Node> {
  readonly key: number;
  parent: Node | undefined;
  left: Node | undefined;
  right: Node | undefined;
  isRed = false;

  constructor(key: number) {
    this.key = key;
  }
}

const less = (left: Node, right: Node) => left.key < right.key;

/** The number of black nodes on each way down; NaN where the ways, or the links, disagree. */
function blackHeight(node: Node | undefined, parent?: Node): number {
  if (!node) return 1;
  const [left, right] = [blackHeight(node.left, node), blackHeight(node.right, node)];
  const redPair = node.isRed && (node.left?.isRed || node.right?.isRed);
  if (left !== right || redPair || node.parent !== parent) return Number.NaN;
  return left + (node.isRed ? 0 : 1);
}

const inOrder = (node: Node | undefined): number[] =>
  node ? [...inOrder(node.left), node.key, ...inOrder(node.right)] : [];

/** The same each time. */
function numbers(count: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % 50;
  });
}

describe("a red-black tree", () => {
  test.each([1, 2, 3, 4, 5])("stays one while nodes come and go (seed %d)", (seed) => {
    const tree = new RedBlackTree<Node>();
    let nodes: Node[] = [];
    for (const [step, number] of numbers(400, seed).entries()) {
      const gone = step % 3 === 2 ? nodes[number % nodes.length] : undefined;
      if (gone) {
        tree.remove(gone);
        nodes = nodes.filter((each) => each !== gone);
        expect([gone.parent, gone.left, gone.right]).toEqual([undefined, undefined, undefined]);
      } else {
        const node = new Node(number);
        tree.add(node, less);
        nodes.push(node);
      }
      const keys = nodes.map(({ key }) => key).sort((left, right) => left - right);
      expect(inOrder(tree.root)).toEqual(keys);
      expect(blackHeight(tree.root)).toBeGreaterThan(0);
      expect(tree.root?.isRed ?? false).toBe(false);
      expect(tree.first?.key).toBe(keys[0]);
    }
  });
});
