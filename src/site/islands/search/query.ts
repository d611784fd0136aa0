/** A message of the verifier that has a page, by the part that is the same for every program. */
export interface KnownMessage {
  readonly words: string;
  readonly meaning: string;
  readonly href: string;
}

/** The message that a text holds as it was printed, names and numbers between; of several the longest. */
export function messageIn(text: string, messages: readonly KnownMessage[]): KnownMessage | undefined {
  const given = text.toLowerCase();
  const found = messages.filter(({ words }) => given.includes(words.trim().toLowerCase()));
  return found.reduce<KnownMessage | undefined>(
    (longest, each) => (longest && longest.words.length >= each.words.length ? longest : each),
    undefined,
  );
}

/** What differs from program to program: registers, numbers, `id=3`. */
const varying = /^(?:[rR]\d+\S*|\S+=\S*|[#(]?\d+[:),]*|0x[0-9a-f]+)$/;

/** A line of a log is longer than what anybody types. */
const fewestWordsOfLog = 4;

/** The words to look up: without an errno's sign, and of a line of a log without what varies. */
export function plainWords(text: string): string {
  const words = text.trim().split(/\s+/);
  const kept = words.length < fewestWordsOfLog ? words : words.filter((word) => !varying.test(word));
  return kept.map((word) => word.replace(/^-(?=E[A-Z0-9]+$)/, "")).join(" ");
}
