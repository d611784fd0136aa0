/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours; Infinity beyond the limit. */
function distance(left: string, right: string, limit: number): number {
  const rows = Array.from({ length: left.length + 1 }, (_, row) => {
    const line = new Array<number>(right.length + 1).fill(0);
    line[0] = row;
    return line;
  });
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let column = 0; column <= right.length; column++) (rows[0] as number[])[column] = column;
  for (let row = 1; row <= left.length; row++) {
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let best = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) best = Math.min(best, at(row - 2, column - 2) + 1);
      (rows[row] as number[])[column] = best;
    }
    if (row > 1 && isBeyond(rows[row], limit) && isBeyond(rows[row - 1], limit)) return Number.POSITIVE_INFINITY;
  }
  return at(left.length, right.length);
}

/** No alignment that passes through two such lines one after the other comes back within the limit. */
const isBeyond = (line: readonly number[] | undefined, limit: number) => line?.every((each) => each > limit) ?? false;

/**
 * The known name closest to a mistyped one, or else the only one that ends in it (XDP for BPF_PROG_TYPE_XDP); undefined
 * where none is near enough to be meant.
 */
export function nearest(typed: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  return closest(typed, names) ?? onlyOneEndingIn(typed, names);
}

function onlyOneEndingIn(typed: string, names: readonly string[]): string | undefined {
  const [first, ...others] = names.filter((name) => name.toLowerCase().endsWith(`_${typed.toLowerCase()}`));
  return typed !== "" && others.length === 0 ? first : undefined;
}

function closest(typed: string, known: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(typed.length / 3));
  let best: { name: string; distance: number } | undefined;
  for (const name of known) {
    if (Math.abs(name.length - typed.length) > limit) continue;
    const found = distance(typed.toLowerCase(), name.toLowerCase(), limit);
    if (found <= limit && (!best || found < best.distance)) best = { name, distance: found };
  }
  return best?.name;
}
