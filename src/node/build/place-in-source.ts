import type { Span } from "../../core/diagnostics/source.ts";
import type { Example } from "./examples.ts";

/** Where C first calls or declares a name; else where it first stands; else the beginning of the example's source. */
export function placeInSource({ source, headers }: Example, name: string): Span {
  const word = `\\b${name.replace(/\W/g, "")}\\b`;
  for (const pattern of [new RegExp(`${word}(?=\\s*\\()`), new RegExp(word)]) {
    for (const file of [source, ...headers.values()]) {
      const start = name === "" ? -1 : file.text.search(pattern);
      if (start >= 0) return { source: file, start, end: start + name.length };
    }
  }
  return { source, start: 0, end: 0 };
}
