/** A value in the words of a finding: "a list", "the number 3", "the text foo". */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a map";
  if (typeof value === "string") return value.trim() === "" ? "empty text" : `the text ${shorten(value)}`;
  return typeof value === "number" ? `the number ${value}` : String(value);
}

/** The first forty characters of the first line. */
export function shorten(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 40 || line !== text.trimEnd() ? `${line.slice(0, 40)}…` : line;
}
