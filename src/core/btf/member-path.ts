/** The path of a member of what has a path itself, as C writes it; either is empty for what has no name. */
export const memberPath = (holder: string, name: string): string =>
  holder === "" || name === "" ? holder + name : `${holder}.${name}`;
