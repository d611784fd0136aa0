/** A table may be read this many times over. Strings that share their ends would otherwise cost time without bound. */
const READ_LIMIT = 64;

/** NUL-terminated strings in one block, each named by its offset, as ELF and BTF keep them. */
export class StringTable {
  readonly length: number;
  readonly #bytes: Uint8Array;
  /** The block as text when it is all ASCII, so that a byte offset is a text offset. */
  readonly #ascii: string | undefined;
  readonly #known = new Map<number, string>();
  #budget: number;

  constructor(bytes: Uint8Array) {
    const text = new TextDecoder().decode(bytes);
    this.length = bytes.length;
    this.#bytes = bytes;
    this.#ascii = text.length === bytes.length ? text : undefined;
    this.#budget = bytes.length * READ_LIMIT;
  }

  /** The string at an offset, read as UTF-8; undefined where there is none, or too much has been read already. */
  at(offset: number): string | undefined {
    const known = this.#known.get(offset);
    if (known !== undefined) return known;
    const end = offset < this.length ? this.#bytes.indexOf(0, offset) : -1;
    this.#budget -= Math.max(0, end - offset);
    if (end < 0 || this.#budget < 0) return undefined;
    const found = this.#ascii?.slice(offset, end) ?? new TextDecoder().decode(this.#bytes.subarray(offset, end));
    this.#known.set(offset, found);
    return found;
  }
}
