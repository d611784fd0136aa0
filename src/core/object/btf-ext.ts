import type { Btf } from "../btf/btf.ts";
import type { TypeId } from "../btf/types.ts";
import { ByteReader, OutOfData } from "../bytes/byte-reader.ts";
import type { ByteProblems } from "../diagnostics/byte-problems.ts";
import type { ElfSection } from "../elf/elf-object.ts";
import { counted } from "../words/counted.ts";

/** A record about the instruction at a byte offset in its section. */
interface Placed {
  readonly instructionOffset: number;
}

export interface FunctionInfo extends Placed {
  /** The function in the object's BTF. */
  readonly type: TypeId;
}

export interface LineInfo extends Placed {
  readonly file: string;
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** A CO-RE relocation as the compiler wrote it (struct bpf_core_relo). */
export interface RelocationRecord extends Placed {
  readonly type: TypeId;
  /** Indices of members, elements or enumerators, separated by colons. */
  readonly access: string;
  /** enum bpf_core_relo_kind */
  readonly kind: number;
  /** Of the record, in the file. */
  readonly fileOffset: number;
}

/** The records of .BTF.ext by the name of the section they are about. */
export interface BtfExt {
  readonly functions: ReadonlyMap<string, readonly FunctionInfo[]>;
  readonly lines: ReadonlyMap<string, readonly LineInfo[]>;
  readonly relocations: ReadonlyMap<string, readonly RelocationRecord[]>;
}

const MAGIC = 0xeb9f;
const HEADER_BYTES = 24;
/** A header that also has `core_relo_off` and `core_relo_len`. */
const HEADER_WITH_RELOCATIONS = 32;

/** The records about instructions from one byte offset up to another; `records` is in their order. */
export function recordsWithin<Value extends Placed>(records: readonly Value[], from: number, to: number): Value[] {
  const first = (limit: number) => {
    let [low, high] = [0, records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((records[middle]?.instructionOffset ?? 0) < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return records.slice(first(from), first(to));
}

export const noBtfExt: BtfExt = { functions: new Map(), lines: new Map(), relocations: new Map() };

class ExtReader {
  readonly #reader: ByteReader;
  readonly #btf: Btf;
  readonly #start: number;
  readonly #problems: ByteProblems;

  constructor(section: ElfSection, btf: Btf, problems: ByteProblems) {
    this.#reader = new ByteReader(section.bytes);
    this.#btf = btf;
    this.#start = section.fileOffset;
    this.#problems = problems;
  }

  read(): BtfExt {
    const headerLength = this.#reader.u32(4);
    if (this.#reader.u16(0) !== MAGIC || headerLength < HEADER_BYTES) {
      this.#report(0, "The .BTF.ext section has no valid header");
      return noBtfExt;
    }
    const part = (field: number) => ({
      start: headerLength + this.#reader.u32(field),
      length: this.#reader.u32(field + 4),
    });
    const hasRelocations = headerLength >= HEADER_WITH_RELOCATIONS;
    return {
      functions: this.#records(part(8), 8, (at) => this.#functionInfo(at)),
      lines: this.#records(part(16), 16, (at) => this.#lineInfo(at)),
      relocations: this.#records(hasRelocations ? part(24) : { start: 0, length: 0 }, 16, (at) => this.#relocation(at)),
    };
  }

  #report(offset: number, message: string): void {
    this.#problems.report(this.#start + offset, message, undefined, { code: "load/btf" });
  }

  #string(offset: number, at: number): string {
    const found = this.#btf.strings.at(offset);
    if (found === undefined) this.#report(at, `The string offset ${offset} is outside the string section of .BTF`);
    return found ?? "";
  }

  #type(id: TypeId, at: number): TypeId {
    if (id < this.#btf.types.length) return id;
    this.#report(at, `Type ${id} is not there`);
    return 0;
  }

  #functionInfo(at: number): FunctionInfo {
    return { instructionOffset: this.#reader.u32(at), type: this.#type(this.#reader.u32(at + 4), at) };
  }

  #lineInfo(at: number): LineInfo {
    const position = this.#reader.u32(at + 12);
    return {
      instructionOffset: this.#reader.u32(at),
      file: this.#string(this.#reader.u32(at + 4), at),
      text: this.#string(this.#reader.u32(at + 8), at),
      line: position >>> 10,
      column: position & 0x3ff,
    };
  }

  #relocation(at: number): RelocationRecord {
    return {
      instructionOffset: this.#reader.u32(at),
      type: this.#type(this.#reader.u32(at + 4), at),
      access: this.#string(this.#reader.u32(at + 8), at),
      kind: this.#reader.u32(at + 12),
      fileOffset: this.#start + at,
    };
  }

  /** A record size, then for each section its name, the number of records, and the records. */
  #records<Value extends Placed>(
    { start, length }: { readonly start: number; readonly length: number },
    smallest: number,
    read: (at: number) => Value,
  ): Map<string, Value[]> {
    const found = new Map<string, Value[]>();
    if (length === 0) return found;
    const size = this.#reader.u32(start);
    if (size < smallest || size % 4 !== 0) {
      this.#report(start, `Records of .BTF.ext can't be ${counted(size, "byte")} long`);
      return found;
    }
    let at = start + 4;
    while (at < start + length && !this.#problems.full) {
      const name = this.#string(this.#reader.u32(at), at);
      const count = this.#reader.u32(at + 4);
      const records = found.get(name) ?? [];
      this.#reader.slice(at + 8, count * size);
      for (let index = 0; index < count; index++) records.push(read(at + 8 + index * size));
      found.set(name, records);
      at += 8 + count * size;
    }
    for (const records of found.values()) {
      records.sort((left, right) => left.instructionOffset - right.instructionOffset);
    }
    return found;
  }
}

/** Reads .BTF.ext (Documentation/bpf/btf.rst, section 4.2, v7.3): function, line and CO-RE relocation records. */
export function readBtfExt(section: ElfSection, btf: Btf, problems: ByteProblems): BtfExt {
  try {
    return new ExtReader(section, btf, problems).read();
  } catch (error) {
    if (!(error instanceof OutOfData)) throw error;
    const at = section.fileOffset + Math.min(error.offset, section.size);
    problems.report(at, "The .BTF.ext section ends too early", error.message, { code: "load/btf" });
    return noBtfExt;
  }
}
