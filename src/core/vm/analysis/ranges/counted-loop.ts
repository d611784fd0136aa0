import type { DescribedInstruction } from "../../../isa/control-flow.ts";
import { REGISTER_COUNT } from "../../../isa/encoding.ts";
import type { Instruction } from "../../../isa/instruction.ts";
import { registersIn } from "../../../isa/register-use.ts";
import type { FunctionGraph, GraphNode } from "../function-graph.ts";
import { comparedCounter } from "../loop-counter.ts";
import { writtenBy } from "../written-registers.ts";
import { isNumber, LOW_HALF, moved, type Ranges } from "./range.ts";

/** A loop with one way back, on which registers grow by constants, until one of them reaches a bound. */
export interface CountedLoop {
  readonly latch: GraphNode;
  /** The register that is compared. */
  readonly register: number;
  readonly bound: number;
  /** It goes on until the counter is equal to the bound; otherwise, while it is below. */
  readonly exact: boolean;
  /** By how much each register grows that does. */
  readonly steps: ReadonlyMap<number, Step>;
}

/** Up to here, adding a constant once more wraps in neither width. */
const MOST_BOUND = 2 ** 31 - 1;

interface Step {
  readonly by: number;
  readonly width: 32 | 64;
}

function stepOf({ operation, instruction }: DescribedInstruction): Step | undefined {
  if (operation.kind !== "arithmetic" || operation.row.name !== "add" || operation.operand !== "immediate")
    return undefined;
  return instruction.imm > 0 ? { by: instruction.imm, width: operation.width } : undefined;
}

/** The registers that one instruction of the loop alone writes, which stands in the latch and adds a constant. */
function stepsOf(nodes: Iterable<GraphNode>, latch: GraphNode): Map<number, Step> {
  const writers = Array.from({ length: REGISTER_COUNT }, () => 0);
  for (const { block } of nodes) {
    for (const each of block.instructions) {
      for (const index of registersIn(writtenBy(each))) writers[index] = (writers[index] ?? 0) + 1;
    }
  }
  const steps = new Map<number, Step>();
  for (const each of latch.block.instructions) {
    const step = stepOf(each);
    const { dst }: Instruction = each.instruction;
    if (step && writers[dst] === 1) steps.set(dst, step);
  }
  return steps;
}

/** The loop that starts at a block; undefined where it is no such loop. */
export function countedLoop(graph: FunctionGraph, start: GraphNode): CountedLoop | undefined {
  const nodes = graph.loop(start);
  const latches = [...nodes].filter(({ block }) => block.successors.includes(start.block.start));
  const [latch] = latches;
  if (!latch || latches.length > 1) return undefined;
  const inner = [...nodes].some((each) => each !== start && each.loops && graph.loop(each).has(latch));
  const compared = inner ? undefined : comparedCounter(latch.block, start.block.start);
  const steps = stepsOf(nodes, latch);
  return compared && steps.has(compared.register) ? { latch, ...compared, steps } : undefined;
}

/** How often the loop is gone through where the counter starts with a value; undefined where that is not known. */
function timesOf({ register, bound, exact, steps }: CountedLoop, first: number): number | undefined {
  const by = steps.get(register)?.by ?? 0;
  const times = (bound - first) / by;
  if (exact) return times >= 1 && Number.isInteger(times) ? times : undefined;
  return Math.max(1, Math.ceil(times));
}

/** What is known at the start of each round of a loop of what grows in it, from what is known before the first. */
export function followRounds(loop: CountedLoop, before: Ranges, ranges: Ranges): Ranges {
  const counter = before[loop.register];
  if (!isNumber(counter) || counter.low !== counter.high || counter.high > MOST_BOUND) return ranges;
  const times = timesOf(loop, counter.low);
  if (times === undefined) return ranges;
  return ranges.map((known, index) => {
    const step = loop.steps.get(index);
    if (!step) return known;
    const grown = moved(before[index], 0, (times - 1) * step.by);
    const wraps = step.width === 32 && !(isNumber(grown) && grown.high <= LOW_HALF.high);
    return wraps ? known : (grown ?? known);
  });
}
