/** The string section of BTF data: NUL-terminated strings that everything else names by their offset. */
export class BtfStrings {
  static readonly none = new BtfStrings(new Uint8Array(1));

  /** Of the section with its base's before it, in bytes. */
  readonly length: number;
  readonly #bytes: Uint8Array;
  /** The section as text when it is all ASCII, so that a byte offset is a text offset. */
  readonly #ascii: string | undefined;
  readonly #base: BtfStrings | undefined;
  readonly #start: number;
  readonly #known = new Map<number, string>();

  /** `base` are the strings of the BTF that a split BTF continues. */
  constructor(bytes: Uint8Array, base?: BtfStrings) {
    const text = new TextDecoder().decode(bytes);
    this.#bytes = bytes;
    this.#ascii = text.length === bytes.length ? text : undefined;
    this.#base = base;
    this.#start = base?.length ?? 0;
    this.length = this.#start + bytes.length;
  }

  /** The string at an offset; undefined where the offset is outside or the string has no end. */
  at(offset: number): string | undefined {
    if (this.#base && offset < this.#start) return this.#base.at(offset);
    const known = this.#known.get(offset);
    if (known !== undefined) return known;
    const found = this.#read(offset - this.#start);
    if (found !== undefined) this.#known.set(offset, found);
    return found;
  }

  #read(offset: number): string | undefined {
    const end = this.#bytes.indexOf(0, offset);
    if (offset < 0 || offset >= this.#bytes.length || end < 0) return undefined;
    return this.#ascii?.slice(offset, end) ?? new TextDecoder().decode(this.#bytes.subarray(offset, end));
  }
}
