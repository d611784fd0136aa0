/** An element of ASN.1 in its distinguished encoding (X.690). */
export interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
  /** With tag and length. */
  readonly whole: Uint8Array;
}

export const SEQUENCE = 0x30;
export const SET = 0x31;
export const INTEGER = 0x02;
export const OCTET_STRING = 0x04;
export const BIT_STRING = 0x03;
export const OBJECT_IDENTIFIER = 0x06;
/** A constructed element of the kind [0]. */
export const CONTEXT_0 = 0xa0;

/** How many bytes a length takes, and what it says; undefined for one that is cut or has no end of its own. */
function lengthAt(bytes: Uint8Array, at: number): { readonly size: number; readonly length: number } | undefined {
  const first = bytes[at];
  if (first === undefined || first === 0x80) return undefined;
  if (first < 0x80) return { size: 1, length: first };
  const size = first & 0x7f;
  if (size > 3 || at + size >= bytes.length) return undefined;
  return { size: 1 + size, length: bytes.subarray(at + 1, at + 1 + size).reduce((sum, byte) => sum * 256 + byte, 0) };
}

/** The elements that some bytes are, one after the other; undefined where they are none, or not whole. */
export function elementsOf(bytes: Uint8Array): Element[] | undefined {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = lengthAt(bytes, at + 1);
    if (!length) return undefined;
    const start = at + 1 + length.size;
    const end = start + length.length;
    if (end > bytes.length) return undefined;
    elements.push({ tag: bytes[at] ?? 0, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) });
    at = end;
  }
  return elements;
}

/** The elements of a constructed one, if it has the tag; none otherwise. */
export const within = (element: Element | undefined, tag: number): readonly Element[] =>
  (element?.tag === tag && elementsOf(element.content)) || [];
