import { ByteReader } from "../bytes/byte-reader.ts";
import { type ElfObject, type ElfSymbol, sectionNamed } from "../elf/elf-object.ts";

const SECTION = ".jumptables";
const ENTRY_BYTES = 8;

/** A table of instructions that a program loads the address of. */
export interface JumpTable {
  /** Offsets of instructions, in bytes from the start of the section of the function that loads the table. */
  readonly targets: readonly number[];
}

/** The object's jump tables (create_jt_map, tools/lib/bpf/libbpf.c, v7.3). */
export class JumpTables {
  readonly #section: number | undefined;
  readonly #bytes: Uint8Array;
  readonly #tables = new Map<string, JumpTable>();

  constructor(elf: ElfObject) {
    const section = sectionNamed(elf, SECTION);
    this.#section = section?.index;
    this.#bytes = section?.bytes ?? new Uint8Array();
  }

  holds({ section }: ElfSymbol): boolean {
    return section !== undefined && section === this.#section;
  }

  /** The table that a symbol names, the same object for the same one; undefined where there is none whole. */
  at({ value, size }: ElfSymbol): JumpTable | undefined {
    const key = `${value} ${size}`;
    const known = this.#tables.get(key);
    const isWhole = value % ENTRY_BYTES === 0 && size % ENTRY_BYTES === 0 && size > 0;
    if (known || !isWhole || value + size > this.#bytes.length) return known;
    const reader = new ByteReader(this.#bytes);
    const targets = Array.from({ length: size / ENTRY_BYTES }, (_, index) =>
      Number(reader.u64(value + index * ENTRY_BYTES)),
    );
    const table = { targets };
    this.#tables.set(key, table);
    return table;
  }
}
