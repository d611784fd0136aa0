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

/** Words of a question that say nothing of what is sought: Pagefind wants every word on a page. */
const plainEnglish = new Set(
  "a an and are as at be by can do does for from get give how i in into is it its me my of on or over should the there this to use what when where which why with you".split(
    " ",
  ),
);

const isQuestion = (words: readonly string[]): boolean =>
  words.length >= fewestWordsOfLog || /^(?:how|what|why|which|when|where)$/i.test(words[0] ?? "");

/** The words to look up: without an errno's sign, of a line of a log without what varies, of a question without what every one has. */
export function plainWords(text: string): string {
  const words = text.trim().split(/\s+/);
  if (!isQuestion(words)) return words.map(withoutSign).join(" ");
  const kept = words.filter((word) => !varying.test(word));
  const telling = kept.filter((word) => !plainEnglish.has(word.toLowerCase().replace(/\W+$/, "")));
  return (telling.length > 0 ? telling : kept).map((word) => withoutSign(word).replace(/\?$/, "")).join(" ");
}

const withoutSign = (word: string): string => word.replace(/^-(?=E[A-Z0-9]+$)/, "");
