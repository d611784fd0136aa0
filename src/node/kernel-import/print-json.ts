/**
 * JSON with the same text for the same value: objects and lists down to `depth` have a line for each entry, so that a
 * change shows as a line; deeper ones stand in one line.
 */
export function printJson(value: unknown, depth: number, indent = ""): string {
  if (depth === 0 || typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const entries = isList
    ? value.map((each) => printJson(each, depth - 1, inner))
    : Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${printJson(each, depth - 1, inner)}`);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  return entries.length === 0 ? open + close : `${open}\n${inner}${entries.join(`,\n${inner}`)}\n${indent}${close}`;
}
