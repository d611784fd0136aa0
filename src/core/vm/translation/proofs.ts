import type { BasicBlock, DescribedInstruction } from "../../isa/control-flow.ts";
import type { FunctionGraph } from "../analysis/function-graph.ts";
import { followFunction } from "../analysis/ranges/follow-function.ts";
import { followInstruction } from "../analysis/ranges/follow-instruction.ts";
import type { Ranges } from "../analysis/ranges/range.ts";

/**
 * All accesses of a block to the same global data lie within bounds that were worked out. Whether the data is as large, and
 * plain memory, is looked at where a run begins and when a region has changed.
 */
export interface Proof {
  /** The index of the global data, as loads of its address have it. */
  readonly data: number;
  readonly intent: "read" | "write";
  /** In bytes from the start of the data. */
  readonly from: number;
  readonly to: number;
  /** The access that comes first. */
  readonly first: number;
}

/** In bytes from the start of a proof in linear memory, 32 bits each. */
export const proofField = {
  /** 1 where it holds. */
  holds: 0,
  /** What to add to the lower half of an address in the data, modulo 2^32, to get its place in linear memory. */
  displacement: 4,
} as const;

export const PROOF_SIZE = 8;

/** No global data is as large. */
const MOST_BYTES = 2 ** 28;

interface Access {
  readonly slot: number;
  readonly data: number;
  readonly intent: "read" | "write";
  readonly from: number;
  readonly to: number;
}

function accessOf({ operation, instruction }: DescribedInstruction, ranges: Ranges): Access | undefined {
  if (operation.kind !== "load" && operation.kind !== "store") return undefined;
  const { slot, src, dst, offset } = instruction;
  const reads = operation.kind === "load";
  const pointer = ranges[reads ? src : dst];
  if (pointer?.base === undefined) return undefined;
  const from = pointer.low + offset;
  const to = pointer.high + offset + operation.size.bytes;
  return from >= 0 && to <= MOST_BYTES
    ? { slot, data: pointer.base, intent: reads ? "read" : "write", from, to }
    : undefined;
}

function proofsInBlock({ instructions }: BasicBlock, before: Ranges): (readonly [number, Proof])[] {
  const groups = new Map<string, Access[]>();
  let ranges = before;
  for (const each of instructions) {
    const access = accessOf(each, ranges);
    const key = `${access?.data} ${access?.intent}`;
    if (access) groups.set(key, [...(groups.get(key) ?? []), access]);
    ranges = followInstruction(each, ranges);
  }
  return [...groups.values()].flatMap((accesses) => {
    const [first] = accesses;
    if (!first) return [];
    const from = Math.min(...accesses.map((each) => each.from));
    const to = Math.max(...accesses.map((each) => each.to));
    const proof: Proof = { data: first.data, intent: first.intent, from, to, first: first.slot };
    return accesses.map(({ slot }) => [slot, proof] as const);
  });
}

/** What is proven of the accesses of a function, by their slots. */
export function proofsOf(graph: FunctionGraph): ReadonlyMap<number, Proof> {
  const ranges = followFunction(graph);
  return new Map(
    graph.nodes.flatMap((node) => {
      const before = ranges.get(node);
      return before ? proofsInBlock(node.block, before) : [];
    }),
  );
}
