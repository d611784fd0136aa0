import type { BasicBlock, DescribedInstruction } from "../../isa/control-flow.ts";
import type { FunctionGraph } from "../analysis/function-graph.ts";
import { followFunction } from "../analysis/ranges/follow-function.ts";
import { followInstruction } from "../analysis/ranges/follow-instruction.ts";
import type { Ranges } from "../analysis/ranges/range.ts";
import { registerAccess } from "../analysis/register-access.ts";

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

interface Access {
  readonly slot: number;
  readonly data: number;
  readonly intent: "read" | "write";
  readonly from: number;
  readonly to: number;
}

function accessOf(each: DescribedInstruction, ranges: Ranges): Access | undefined {
  const access = registerAccess(each);
  const pointer = access && ranges[access.base];
  if (!access || pointer?.base === undefined) return undefined;
  const { intent, size, instruction } = access;
  const { slot, offset } = instruction;
  const from = pointer.low + offset;
  return from >= 0 ? { slot, data: pointer.base, intent, from, to: pointer.high + offset + size.bytes } : undefined;
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

/** Of which proofs hold, 32 in a word, and of a displacement. */
const WORD = 4;
const WORD_BITS = 32;

const aligned = (size: number): number => (size + 7) & ~7;

/**
 * What is proven of the accesses of a function. In linear memory, a bit for each proof says whether it holds, and of the data
 * there is what to add to the lower half of an address in it, modulo 2^32, to get its place.
 */
export class Proofs {
  /** By the slots of accesses. */
  readonly bySlot: ReadonlyMap<number, Proof>;
  /** Where the words stand that say which proofs hold. */
  readonly words: readonly number[];
  /** The proofs that the bits of a word stand for, by the word's place. */
  readonly byWord: readonly (readonly [at: number, proofs: readonly Proof[]])[];
  /** Where the displacements stand of the data. */
  readonly displacements: ReadonlyMap<number, number>;
  readonly size: number;
  readonly #numbers: ReadonlyMap<Proof, number>;

  /** `at` is where their words stand. */
  constructor(bySlot: ReadonlyMap<number, Proof>, at: number) {
    this.bySlot = bySlot;
    const all = [...new Set(bySlot.values())];
    const data = [...new Set(all.map((proof) => proof.data))];
    this.#numbers = new Map(all.map((proof, index) => [proof, index]));
    this.words = Array.from({ length: Math.ceil(all.length / WORD_BITS) }, (_, index) => at + WORD * index);
    this.byWord = this.words.map((word, index) => [word, all.slice(WORD_BITS * index, WORD_BITS * (index + 1))]);
    const behind = at + WORD * this.words.length;
    this.displacements = new Map(data.map((each, index) => [each, behind + WORD * index]));
    this.size = aligned(WORD * (this.words.length + data.length));
  }

  /** The number of a proof's word, and its bit in it. */
  bitOf(proof: Proof): { readonly word: number; readonly bit: number } {
    const index = this.#numbers.get(proof) ?? 0;
    return { word: Math.floor(index / WORD_BITS), bit: 1 << (index % WORD_BITS) };
  }
}

/** What is proven of the accesses of a function, by their slots. */
export function proofsIn(graph: FunctionGraph): ReadonlyMap<number, Proof> {
  const ranges = followFunction(graph);
  return new Map(
    graph.nodes.flatMap((node) => {
      const before = ranges.get(node);
      return before ? proofsInBlock(node.block, before) : [];
    }),
  );
}
