/** "a, b and 3 more": names past the first `most` are counted. */
export function listSome(names: readonly string[], most: number): string {
  const some = names.slice(0, most).join(", ");
  return names.length > most ? `${some} and ${names.length - most} more` : some;
}
