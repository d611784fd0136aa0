/** What clang lacks to compile a text. */
export interface MissingNames {
  /** Typedefs, enumerators, functions and macros by their bare names; `struct x` where its members or size are needed. */
  readonly defined: readonly string[];
  /** `struct x`, where a declaration suffices. */
  readonly declared: readonly string[];
}

const messages = [
  /\bunknown type name '(\w+)'/,
  /\buse of undeclared identifier '(\w+)'/,
  // A macro that stands for a member.
  /\bno member named '(\w+)'/,
  /\bcall to undeclared (?:library )?function '(\w+)'/,
];

const tags = (text: string) => (text.match(/\b(?:struct|union) \w+/g) ?? []).filter((tag) => !tag.endsWith(" type"));

/** Reads what clang prints of errors and warnings. */
export function missingNames(printed: string): MissingNames {
  const lines = printed.split("\n").filter((line) => / (?:fatal error|error|warning): /.test(line));
  const named = lines.flatMap((line) => messages.flatMap((message) => message.exec(line)?.[1] ?? []));
  const incomplete = lines.filter((line) => /\bincomplete\b|never completed/.test(line)).flatMap(tags);
  const declared = lines.filter((line) => line.includes("will not be visible outside of this function")).flatMap(tags);
  return { defined: [...named, ...incomplete], declared };
}
