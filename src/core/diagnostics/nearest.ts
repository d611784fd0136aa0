/**
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours. Infinity beyond the limit;
 * only columns that near to the diagonal can lie within it.
 */
function distance(left: string, right: string, limit: number): number {
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const line = new Array<number>(right.length + 1).fill(Number.POSITIVE_INFINITY);
    line[0] = row;
    let least = row;
    const last = Math.min(right.length, row + limit);
    for (let column = Math.max(1, row - limit); column <= last; column++) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1;
      const [over, beside, diagonal] = [above[column] ?? 0, line[column - 1] ?? 0, above[column - 1] ?? 0];
      let best = Math.min(over + 1, beside + 1, diagonal + cost);
      const isSwap = row > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (isSwap) best = Math.min(best, (before[column - 2] ?? Number.POSITIVE_INFINITY) + 1);
      line[column] = best;
      least = Math.min(least, best);
    }
    if (least > limit + 1) return Number.POSITIVE_INFINITY;
    [before, above] = [above, line];
  }
  return above[right.length] ?? Number.POSITIVE_INFINITY;
}

/**
 * The known name closest to a mistyped one, or else the only one that ends in it (XDP for BPF_PROG_TYPE_XDP) or that has all
 * its words (bpf_reserve_pages for bpf_arena_reserve_pages); undefined where none is near enough to be meant.
 */
export function nearest(typed: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  return closest(typed, names) ?? onlyOneEndingIn(typed, names) ?? onlyOneWithWords(typed, names);
}

/** Of very many names, such as the enumerators of a kernel: a short one is near to some of them by chance. */
const FEWEST_LETTERS_OF_MANY = 6;

/** The known name closest to a mistyped one, where there are thousands. */
export function nearestOfMany(typed: string, known: Iterable<string>): string | undefined {
  if (typed.length >= FEWEST_LETTERS_OF_MANY) return nearest(typed, known);
  const names = [...known];
  return names.find((name) => name === typed.toUpperCase()) ?? onlyOneEndingIn(typed, names);
}

/** The known name that is one mistake away from a typed one: a letter too many, too few, wrong, or two in the wrong order. */
export const nearestTypo = (typed: string, known: Iterable<string>): string | undefined =>
  closest(typed, [...known], 1);

/** What helps with a mistyped name: the known one that is nearest, or `otherwise` where none is. */
export function didYouMean(typed: string, known: Iterable<string>, otherwise: string): string {
  const near = nearest(typed, known);
  return near === undefined ? otherwise : `Did you mean ${near}?`;
}

function onlyOneEndingIn(typed: string, names: readonly string[]): string | undefined {
  const [first, ...others] = names.filter((name) => name.toLowerCase().endsWith(`_${typed.toLowerCase()}`));
  return typed !== "" && others.length === 0 ? first : undefined;
}

const wordsOf = (name: string): string[] => name.toLowerCase().match(/[a-z0-9]+/g) ?? [];

/** Of a typed name of several words. */
function onlyOneWithWords(typed: string, names: readonly string[]): string | undefined {
  const words = wordsOf(typed);
  const [first, ...others] = names.filter((name) => {
    const own = new Set(wordsOf(name));
    return words.every((word) => own.has(word));
  });
  return words.length > 1 && others.length === 0 ? first : undefined;
}

/** However long a name is, with more mistakes it is another one. */
const MOST_MISTAKES = 4;

/** How many mistakes a mistyped name may have. */
const mistakesIn = (typed: string): number => Math.min(MOST_MISTAKES, Math.max(1, Math.floor(typed.length / 3)));

/** Letters of the other case all through are a mistake as well, beside others. */
const isOfOtherCase = (typed: string, name: string): boolean =>
  typed !== name && (typed.toUpperCase() === typed) !== (name.toUpperCase() === name);

function closest(typed: string, known: readonly string[], limit = mistakesIn(typed)): string | undefined {
  let best: { name: string; distance: number } | undefined;
  for (const name of known) {
    if (Math.abs(name.length - typed.length) > limit) continue;
    const letters = distance(typed.toLowerCase(), name.toLowerCase(), limit);
    const found = letters > 0 && isOfOtherCase(typed, name) ? letters + 1 : letters;
    if (found <= limit && (!best || found < best.distance)) best = { name, distance: found };
  }
  return best?.name;
}
