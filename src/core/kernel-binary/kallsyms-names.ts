import type { ByteReader } from "../bytes/byte-reader.ts";

/** One symbol in this many has a marker, the offset of its name. */
const MARKED = 256;
const TOKENS = 256;
/** What the names between two markers take at most, in bytes: none has more than KSYM_NAME_LEN characters. */
const LARGEST_BLOCK = MARKED * (512 + 2);
/** Symbols are numbered by three bytes each where they are listed by name. */
const LARGEST_LIST = 3 << 20;
/** Tables start at a multiple of this: first 8, later 4. */
export const ALIGNMENTS = [8, 4] as const;

export const roundUp = (value: number, unit: number) => Math.ceil(value / unit) * unit;

/** The tables of kallsyms (scripts/kallsyms.c) that hold names, found in `.rodata`; offsets are in that section. */
export interface NameTables {
  readonly tokens: readonly string[];
  /** Where `kallsyms_num_syms` stands. */
  readonly count: { readonly at: number; readonly value: number };
  readonly names: number;
  /** Where the last of the tables ends that every release keeps together. */
  readonly end: number;
}

/** Tokens "0" to "9" stand for themselves in every kernel: its symbols have digits. */
const digits = new TextEncoder().encode("0\x001\x002\x003\x004\x005\x006\x007\x008\x009\0");

function* occurrences(bytes: Uint8Array, wanted: Uint8Array): Generator<number> {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) yield at;
  }
}

/** Moves over NUL-terminated strings; the offset after the last one. */
function skipStrings(bytes: Uint8Array, from: number, count: number): number {
  let at = from;
  for (let index = 0; index < count; index++) at = bytes.indexOf(0, at) + 1 || Number.NaN;
  return at;
}

/** The token table and its index around the digits, if that is what the digits belong to. */
function readTokens(reader: ByteReader, digitsAt: number) {
  const zero = "0".charCodeAt(0);
  const end = skipStrings(reader.bytes, digitsAt, TOKENS - zero);
  for (const alignment of ALIGNMENTS) {
    const index = roundUp(end, alignment);
    if (!(index + 2 * TOKENS <= reader.length)) continue;
    const offsets = Array.from({ length: TOKENS }, (_, token) => reader.u16(index + 2 * token));
    const start = digitsAt - (offsets[zero] ?? 0);
    const isTable = offsets.every((offset, token) => {
      return token === 0 ? offset === 0 : offset > (offsets[token - 1] ?? 0) && reader.bytes[start + offset - 1] === 0;
    });
    if (!isTable || start < 0 || start % 4 !== 0) continue;
    return { start, end: index + 2 * TOKENS, tokens: offsets.map((offset) => reader.cString(start + offset)) };
  }
  return undefined;
}

/** The markers that end here, if these are markers: offsets that grow from 0 by what the names of 256 symbols can take. */
function markersUpTo(reader: ByteReader, end: number): number[] {
  const markers: number[] = [];
  for (let at = end - 4; at >= 0; at -= 4) {
    const marker = reader.u32(at);
    const step = (markers.at(-1) ?? marker + MARKED) - marker;
    if (step < MARKED || step > LARGEST_BLOCK) return [];
    markers.push(marker);
    if (marker === 0) return markers.reverse();
  }
  return [];
}

/** The length of the compressed name at an offset (one or two bytes of ULEB128, v6.1 on), and where its bytes start. */
function nameAt({ bytes }: ByteReader, at: number): { start: number; end: number } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { start: at + 1, end: at + 1 + first };
  const length = (first & 0x7f) | ((bytes[at + 1] ?? 0) << 7);
  return { start: at + 2, end: at + 2 + length };
}

/** Where the names end, if they start here and every marker fits. */
function walkNames(reader: ByteReader, start: number, count: number, markers: readonly number[]): number | undefined {
  let at = start;
  for (let index = 0; index < count; index++) {
    if (index % MARKED === 0 && at - start !== markers[index / MARKED]) return undefined;
    at = nameAt(reader, at).end;
  }
  return at;
}

/** The number of symbols and their names, which stand before the markers. */
function findNames(reader: ByteReader, markersAt: number, markers: readonly number[]) {
  const last = markers.at(-1) ?? 0;
  const most = MARKED * markers.length;
  const first = Math.max(8, markersAt - last - LARGEST_BLOCK);
  for (let names = (markersAt - last) & ~3; names >= first; names -= 4) {
    for (const gap of ALIGNMENTS) {
      const value = reader.u32(names - gap);
      if (value <= most - MARKED || value > most) continue;
      const end = walkNames(reader, names, value, markers);
      if (end !== undefined && end <= markersAt && markersAt - end < 8) {
        return { names, count: { at: names - gap, value } };
      }
    }
  }
  return undefined;
}

/** The markers end where the tokens start, or before the list of symbols by name, which v6.2 and v6.3 have there. */
function findMarkedNames(reader: ByteReader, tokensAt: number) {
  for (let end = tokensAt; end > tokensAt - LARGEST_LIST && end > 0; end -= 4) {
    const markers = markersUpTo(reader, end);
    const found = markers.length < 2 ? undefined : findNames(reader, end - 4 * markers.length, markers);
    if (found) return found;
  }
  return undefined;
}

/** Finds the tables by the tokens, whose form all releases share. */
export function findTables(reader: ByteReader): NameTables | undefined {
  for (const at of occurrences(reader.bytes, digits)) {
    const table = readTokens(reader, at);
    const found = table && findMarkedNames(reader, table.start);
    if (found) return { ...found, tokens: table.tokens, end: table.end };
  }
  return undefined;
}

/** Names without the letter for the kind of symbol that each starts with. */
export function readNames(reader: ByteReader, { tokens, count, names }: NameTables): string[] {
  let at = names;
  return Array.from({ length: count.value }, () => {
    const { start, end } = nameAt(reader, at);
    at = end;
    let name = "";
    for (let each = start; each < end; each++) name += tokens[reader.bytes[each] ?? 0] ?? "";
    return name.slice(1);
  });
}
