import type { Example } from "../build/examples.ts";
import { contentKey } from "../cache/content-key.ts";
import type { Shard } from "./shard.ts";

/** What an example costs without a cache, in scenarios: compiling a variant takes as long as some ten of them run. */
const VARIANT_COST = 10;

type Costly = Pick<Example, "key" | "variants" | "spec">;

const costOf = ({ variants, spec }: Costly): number =>
  variants.length * VARIANT_COST + (spec?.value.scenarios.length ?? 0);

/**
 * The examples of one shard, in the order in which they came. They are laid out by a digest of their names and cut where a shard has its
 * part of the cost: shards cost the same, up to an example, and one more example moves only those at the cuts.
 */
export function shareOf<Each extends Costly>(examples: readonly Each[], { index, count }: Shard): Each[] {
  const laidOut = examples
    .map((example) => ({ example, place: contentKey(example.key), cost: costOf(example) }))
    .sort((left, right) => (left.place < right.place ? -1 : 1));
  const total = laidOut.reduce((sum, { cost }) => sum + cost, 0);
  const own = new Set<Each>();
  let before = 0;
  for (const { example, cost } of laidOut) {
    if (Math.floor(((before + cost / 2) / total) * count) === index - 1) own.add(example);
    before += cost;
  }
  return examples.filter((example) => own.has(example));
}
