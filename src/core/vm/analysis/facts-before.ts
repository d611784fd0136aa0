import type { BasicBlock } from "../../isa/control-flow.ts";

/** How what is known on two ways to a block comes together, so that it changes in one direction only. */
export interface FactsRules<Facts> {
  merge(left: Facts, right: Facts): Facts;
  same(left: Facts, right: Facts): boolean;
}

/** What is known before each block while ways are followed, whichever lead there, until nothing changes any more. */
export class FactsBefore<Facts> {
  readonly found = new Map<number, Facts>();
  readonly #blocks: ReadonlyMap<number, BasicBlock>;
  readonly #rules: FactsRules<Facts>;
  readonly #open: BasicBlock[] = [];

  constructor(blocks: ReadonlyMap<number, BasicBlock>, rules: FactsRules<Facts>) {
    this.#blocks = blocks;
    this.#rules = rules;
  }

  /** A way leads to the block at a slot, if there is one: it is followed anew where that brings something new. */
  reach(slot: number, facts: Facts): void {
    const block = this.#blocks.get(slot);
    const known = this.found.get(slot);
    const merged = known === undefined ? facts : this.#rules.merge(known, facts);
    if (!block || (known !== undefined && this.#rules.same(known, merged))) return;
    this.found.set(slot, merged);
    this.#open.push(block);
  }

  /** Has blocks that were reached followed anew. */
  reopen(isWanted: (block: BasicBlock) => boolean): void {
    for (const slot of this.found.keys()) {
      const block = this.#blocks.get(slot);
      if (block && isWanted(block)) this.#open.push(block);
    }
  }

  /** The next block to follow, with what is known before it; undefined at the end. */
  next(): { readonly block: BasicBlock; readonly facts: Facts } | undefined {
    const block = this.#open.pop();
    const facts = block && this.found.get(block.start);
    return block && facts !== undefined ? { block, facts } : undefined;
  }
}
