/** One of several equal parts of the work: the second of four is `2/4`. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

const MOST_SHARDS = 999;

export const printShard = ({ index, count }: Shard): string => `${index}/${count}`;

/** The file of a shard's report, where none is named. */
export const reportName = (command: string, { index, count }: Shard): string =>
  `kfdoc-${command}-${index}-of-${count}.json`;

/** Reads `2/4`; undefined for what is no shard. */
export function parseShard(text: string): Shard | undefined {
  const [, index = 0, count = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  return index >= 1 && index <= count && count <= MOST_SHARDS ? { index, count } : undefined;
}
