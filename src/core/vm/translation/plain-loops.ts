import type { FunctionGraph, GraphNode } from "../analysis/function-graph.ts";
import { loopCounter } from "../analysis/loop-counter.ts";
import type { FunctionCode } from "./function-code.ts";
import type { Proof } from "./proofs.ts";
import { isPlain } from "./translate-body.ts";

/** A loop in which nothing has to be checked but the count of instructions, where what is proven of its accesses holds. */
export interface PlainLoop {
  readonly nodes: ReadonlySet<GraphNode>;
  readonly proofs: ReadonlySet<Proof>;
}

/**
 * The loop that starts at a block; undefined where something in it has to be checked, where nothing is proven of it, or where
 * almost all of it is gone through ahead.
 */
export function plainLoop(fn: FunctionCode, graph: FunctionGraph, start: GraphNode): PlainLoop | undefined {
  if (!start.loops || loopCounter(start.block)) return undefined;
  const nodes = graph.loop(start);
  const proofs = new Set<Proof>();
  for (const { block } of nodes) {
    const before = fn.program.before.get(block.start);
    if (!before || !isPlain(fn, before, block.instructions)) return undefined;
    for (const { instruction } of block.instructions) {
      const proof = fn.proofs.bySlot.get(instruction.slot);
      if (proof) proofs.add(proof);
    }
  }
  return proofs.size > 0 ? { nodes, proofs } : undefined;
}

/** The blocks behind a loop that can only be reached through it, the last ones first. */
export const behindLoop = ({ nodes }: PlainLoop): readonly GraphNode[] =>
  [...nodes]
    .flatMap(({ dominated }) => dominated.filter((each) => !nodes.has(each)))
    .sort((left, right) => right.index - left.index);
