import type { Kernel } from "../kernel.ts";
import type { ReturnedNode } from "../kfuncs/argument-types.ts";
import type { GraphNode } from "./graph-node.ts";

/** A node that stays where it hangs: the program may look at its object until it gives the lock back. */
export function lendNode({ references }: Kernel, node: GraphNode | undefined): ReturnedNode | null {
  return node ? { region: references.lend(node.object).region, offset: node.offset } : null;
}

/** A node that was taken out: the program owns its object. */
export function handOverNode({ references }: Kernel, node: GraphNode | undefined): ReturnedNode | null {
  return node ? { region: references.acquire(node.object).region, offset: node.offset } : null;
}
