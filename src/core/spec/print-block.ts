/** What a block holds as it stands: printable text that ends in a newline and begins without indentation. */
const literal = /^[^\s][\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]*\n$/;

/** A text of several lines as a block of YAML with its last newline; undefined where only quotes can hold it. */
export function printBlock(text: string, indentation: string): string | undefined {
  if (!literal.test(text)) return undefined;
  const lines = text.slice(0, -1).split("\n");
  const indented = lines.map((line) => (line === "" ? "" : indentation + line));
  return [text.endsWith("\n\n") ? "|+" : "|", ...indented, ""].join("\n");
}
