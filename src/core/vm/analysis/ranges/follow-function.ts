import type { BasicBlock, DescribedInstruction } from "../../../isa/control-flow.ts";
import { REGISTER_COUNT } from "../../../isa/encoding.ts";
import { registerBit } from "../../../isa/register-use.ts";
import type { FunctionGraph, GraphNode } from "../function-graph.ts";
import { writtenBy } from "../written-registers.ts";
import { type CountedLoop, countedLoop, followRounds } from "./counted-loop.ts";
import { followInstruction } from "./follow-instruction.ts";
import { followJump } from "./follow-jump.ts";
import { joinRanges, type Ranges, sameRanges, widenRanges } from "./range.ts";

const NOTHING: Ranges = Array.from({ length: REGISTER_COUNT }, () => undefined);

/** Rounds through the blocks after which ranges that still grow are widened, and after which the search is given up. */
const PATIENCE = 3;
const MOST_ROUNDS = 20;
/** Rounds that take back what was widened too far. */
const NARROWING = 2;

const followAll = (instructions: readonly DescribedInstruction[], ranges: Ranges): Ranges =>
  instructions.reduce<Ranges>((state, each) => followInstruction(each, state), ranges);

function waysOutOf(block: BasicBlock, before: Ranges): ReadonlyMap<number, Ranges> {
  const after = followAll(block.instructions, before);
  return new Map(block.successors.map((to) => [to, wayOut(block, before, after, to)]));
}

/** What the jump tells of a register was so since its last change: what the block made of it is worked out again. */
function wayOut(block: BasicBlock, before: Ranges, after: Ranges, to: number): Ranges {
  const told = followJump(block, after, to);
  if (told === after) return told;
  const { instructions, last } = block;
  const { dst } = last.instruction;
  const since = instructions.findLastIndex((each) => (writtenBy(each) & registerBit(dst)) !== 0) + 1;
  const then = followAll(instructions.slice(0, since), before);
  return followAll(instructions.slice(since), then.with(dst, told[dst]));
}

/** Follows a function from its entry, round after round, until nothing changes any more. */
class FunctionRanges {
  readonly #graph: FunctionGraph;
  readonly #counted = new Map<GraphNode, CountedLoop>();
  readonly #before = new Map<GraphNode, Ranges>();
  /** Of each block that was followed so far, what is known on the ways out of it, by the slots that they lead to. */
  readonly #after = new Map<GraphNode, ReadonlyMap<number, Ranges>>();

  constructor(graph: FunctionGraph) {
    this.#graph = graph;
    for (const node of graph.nodes) {
      const loop = node.loops ? countedLoop(graph, node) : undefined;
      if (loop) this.#counted.set(node, loop);
    }
  }

  find(): ReadonlyMap<GraphNode, Ranges> {
    for (
      let round = 0;
      this.#round((before, now) =>
        round < PATIENCE ? joinRanges(before, now) : widenRanges(before, joinRanges(before, now)),
      );
      round++
    ) {
      if (round > MOST_ROUNDS) return new Map();
    }
    for (let round = 0; round < NARROWING; round++) this.#round((_before, now) => now);
    return this.#before;
  }

  /** Once through all blocks; whether something changed. */
  #round(update: (before: Ranges, now: Ranges) => Ranges): boolean {
    let changed = false;
    for (const node of this.#graph.nodes) {
      const now = this.#entering(node);
      const known = this.#before.get(node);
      const ranges = known && node.loops ? update(known, now) : now;
      if (known && sameRanges(known, ranges)) continue;
      changed = true;
      this.#before.set(node, ranges);
      this.#after.set(node, waysOutOf(node.block, ranges));
    }
    return changed;
  }

  #entering(node: GraphNode): Ranges {
    if (node === this.#graph.entry) return NOTHING;
    const known = this.#known(node, node.predecessors);
    const loop = this.#counted.get(node);
    const first =
      loop &&
      this.#known(
        node,
        node.predecessors.filter((each) => each !== loop.latch),
      );
    return loop && first && known ? followRounds(loop, first, known) : (known ?? NOTHING);
  }

  /** What is known on the ways from those predecessors that were followed so far. */
  #known(node: GraphNode, predecessors: readonly GraphNode[]): Ranges | undefined {
    const ways = predecessors.flatMap((from) => {
      const way = this.#after.get(from)?.get(node.block.start);
      return way ? [way] : [];
    });
    return ways.length > 0 ? ways.reduce(joinRanges) : undefined;
  }
}

/** What is known of the registers at the start of each block of a function; empty where it takes too long to find out. */
export const followFunction = (graph: FunctionGraph): ReadonlyMap<GraphNode, Ranges> =>
  new FunctionRanges(graph).find();
