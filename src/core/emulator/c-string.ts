import { concatenate } from "../bytes/concatenate.ts";

const literal = /^"((?:[^"\\]|\\(?:["\\nt0]|x[0-9a-f]{2}))*)"$/i;
const pieces = /\\x[0-9a-f]{2}|\\.|[^\\]+/gi;
const escapes: Readonly<Record<string, string>> = { "\\n": "\n", "\\t": "\t", "\\0": "\0", '\\"': '"', "\\\\": "\\" };

function bytesOf(piece: string): Uint8Array {
  if (/^\\x/i.test(piece)) return Uint8Array.of(Number.parseInt(piece.slice(2), 16));
  return new TextEncoder().encode(escapes[piece] ?? piece);
}

/** The bytes of a C string literal, such as `"eth0"` or `"a\x00b"`, without the zero at its end; undefined for other text. */
export function readCString(text: string): Uint8Array | undefined {
  const inner = literal.exec(text)?.[1];
  return inner === undefined ? undefined : concatenate((inner.match(pieces) ?? []).map(bytesOf));
}
