import { type BasicBlock, reversePostorder } from "../../isa/control-flow.ts";

/** One block of a function in its control flow graph. */
export interface GraphNode {
  readonly block: BasicBlock;
  /** In reverse postorder. */
  readonly index: number;
  /** The blocks that lead here. */
  readonly predecessors: readonly GraphNode[];
  /** The blocks that it dominates immediately. */
  readonly dominated: readonly GraphNode[];
  /** More than one way leads here without a loop. */
  readonly merges: boolean;
  /** A jump leads back here from a block that it dominates. */
  readonly loops: boolean;
}

export interface FunctionGraph {
  readonly entry: GraphNode;
  /** In reverse postorder. */
  readonly nodes: readonly GraphNode[];
  /** Slots that calls go on at. */
  readonly afterCalls: ReadonlySet<number>;
  /** Slots that loops of one block go on at. */
  readonly afterShortLoops: ReadonlySet<number>;
  at(slot: number): GraphNode | undefined;
  /** The blocks of the loop that starts at a node: those that it dominates and that lead back to it. */
  loop(start: GraphNode): ReadonlySet<GraphNode>;
}

const distinct = (slots: readonly number[]): number[] => [...new Set(slots)];

/** The immediate dominator of each block, by index (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm). */
function immediateDominators(predecessors: readonly (readonly number[])[]): number[] {
  const dominators: number[] = [0];
  const meet = (left: number, right: number): number => {
    let [one, other] = [left, right];
    while (one !== other) {
      if (one > other) one = dominators[one] ?? 0;
      else other = dominators[other] ?? 0;
    }
    return one;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let index = 1; index < predecessors.length; index++) {
      const known = (predecessors[index] ?? []).filter((each) => dominators[each] !== undefined);
      const found = known.reduce(meet);
      if (dominators[index] === found) continue;
      dominators[index] = found;
      changed = true;
    }
  }
  return dominators;
}

/** What leads to the ways back to a block, without leading through it. */
function loopFrom(start: GraphNode): ReadonlySet<GraphNode> {
  const found = new Set([start]);
  const open = start.predecessors.filter(({ index }) => index >= start.index);
  for (let node = open.pop(); node; node = open.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    open.push(...node.predecessors);
  }
  return found;
}

/** The control flow graph of a function; undefined where a loop has two entrances, or there is no such function. */
export function functionGraph(blocks: ReadonlyMap<number, BasicBlock>, entry: number): FunctionGraph | undefined {
  const order = reversePostorder(blocks, entry);
  const indices = new Map(order.map(({ start }, index) => [start, index]));
  const predecessors = order.map((): number[] => []);
  for (const [index, { successors }] of order.entries()) {
    for (const slot of distinct(successors)) predecessors[indices.get(slot) ?? -1]?.push(index);
  }
  const dominators = immediateDominators(predecessors);
  const dominates = (index: number, other: number): boolean => {
    let at = other;
    while (at > index) at = dominators[at] ?? 0;
    return at === index;
  };
  const dominated = order.map((): GraphNode[] => []);
  const before = order.map((): GraphNode[] => []);
  const nodes = order.map((block, index): GraphNode => {
    const from = predecessors[index] ?? [];
    return {
      block,
      index,
      predecessors: before[index] ?? [],
      dominated: dominated[index] ?? [],
      merges: from.filter((each) => each < index).length > 1,
      loops: from.some((each) => each >= index),
    };
  });
  for (const [index, each] of before.entries()) {
    each.push(...(predecessors[index] ?? []).flatMap((from) => nodes[from] ?? []));
  }
  for (const node of nodes.slice(1)) dominated[dominators[node.index] ?? 0]?.push(node);
  const backwards = nodes.flatMap(({ index }) => (predecessors[index] ?? []).map((from) => ({ from, to: index })));
  const reducible = backwards.every(({ from, to }) => from < to || dominates(to, from));
  const [first] = nodes;
  if (!first || !reducible) return undefined;
  const calls = order.filter(({ last }) => last.operation.kind === "call");
  const afterCalls = new Set(calls.map(({ last }) => last.next));
  const shortLoops = order.filter(({ start, successors }) => successors.includes(start));
  const afterShortLoops = new Set(shortLoops.flatMap(({ successors }) => successors));
  const loops = new Map<GraphNode, ReadonlySet<GraphNode>>();
  const loop = (start: GraphNode): ReadonlySet<GraphNode> => {
    const known = loops.get(start) ?? loopFrom(start);
    loops.set(start, known);
    return known;
  };
  return { entry: first, nodes, afterCalls, afterShortLoops, at: (slot) => nodes[indices.get(slot) ?? -1], loop };
}
