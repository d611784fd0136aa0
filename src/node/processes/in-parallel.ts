import { availableParallelism } from "node:os";

/**
 * Applies `work` to every item, `most` at a time, by default as many as there are processors; results stand in the items'
 * order.
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  most = availableParallelism(),
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(items.length, most) }, worker));
  return results;
}
