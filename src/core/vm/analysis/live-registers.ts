import type { BasicBlock } from "../../isa/control-flow.ts";
import { EVERY_REGISTER, registerUse } from "../../isa/register-use.ts";

/** Which registers may be read or handed over before they are written, from the start of each block on: one bit for each. */
export type LiveRegisters = ReadonlyMap<number, number>;

/** Where it goes on at what is no block, any register may be asked for. */
export const liveAfter = (
  { successors }: BasicBlock,
  live: LiveRegisters,
  blocks: ReadonlyMap<number, unknown>,
): number => successors.reduce((bits, slot) => bits | (blocks.has(slot) ? (live.get(slot) ?? 0) : EVERY_REGISTER), 0);

function liveBefore({ instructions }: BasicBlock, after: number): number {
  return instructions.reduceRight((live, { operation, instruction }) => {
    if (operation.kind === "invalid" || operation.kind === "jump-indirect") return EVERY_REGISTER;
    const { reads, passes, writes } = registerUse(operation, instruction);
    return (live & ~writes) | reads | passes;
  }, after);
}

/** Follows all ways through a program backwards, until nothing changes any more. */
export function liveRegisters(blocks: ReadonlyMap<number, BasicBlock>): LiveRegisters {
  const live = new Map<number, number>();
  const order = [...blocks.values()].reverse();
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of order) {
      const before = liveBefore(block, liveAfter(block, live, blocks));
      if (live.get(block.start) === before) continue;
      live.set(block.start, before);
      changed = true;
    }
  }
  return live;
}
