import { StringTable } from "../bytes/string-table.ts";

/** The string section of BTF data, numbered on from that of the BTF that it continues, if it is a split one. */
export class BtfStrings {
  static readonly none = new BtfStrings(new Uint8Array(1));

  /** Of the section with its base's before it, in bytes. */
  readonly length: number;
  readonly #table: StringTable;
  readonly #base: BtfStrings | undefined;

  constructor(bytes: Uint8Array, base?: BtfStrings) {
    this.#table = new StringTable(bytes);
    this.#base = base;
    this.length = (base?.length ?? 0) + bytes.length;
  }

  /** The string at an offset; undefined where the offset is outside or the string has no end. */
  at(offset: number): string | undefined {
    const start = this.#base?.length ?? 0;
    return this.#base && offset < start ? this.#base.at(offset) : this.#table.at(offset - start);
  }
}
