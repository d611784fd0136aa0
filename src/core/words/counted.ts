/** "1 kfunc", "2 kfuncs"; "1 entry", "2 entries". */
export const counted = (number: number | bigint, noun: string, nouns = `${noun}s`): string =>
  `${number} ${Number(number) === 1 ? noun : nouns}`;
