import { sizeOf } from "../../btf/layout.ts";
import { readBitField, writeBitField } from "../../bytes/bit-field.ts";
import { readUnsigned, writeUnsigned } from "../../bytes/integers.ts";
import type { CongestionSock } from "./congestion-sock.ts";
import { StructAccess, structType } from "./struct-access.ts";

/** The structs of congestion controls that have kfuncs. */
export const congestionStates: ReadonlySet<string> = new Set(["bictcp", "dctcp", "bbr"]);

type Value = number | bigint;

/** Bytes of a word, of which structs in the state consist that are no array. */
const WORD = 4;

/** What a congestion control of the kernel keeps of a connection, in `icsk_ca_priv`: struct bictcp, dctcp or bbr. */
export class CongestionState extends StructAccess {
  readonly #bytes: Uint8Array;

  constructor(sock: CongestionSock, struct: string) {
    const { offset } = sock.place(sock.pathOf("icsk_ca_priv") ?? "icsk_ca_priv");
    const type = structType(sock.btf, struct);
    const { bytes } = sock.region;
    super(sock.btf, type, {
      read: (at, size) => bytes.slice(offset + at, offset + at + size),
      write: (at, written) => bytes.set(written, offset + at),
    });
    this.#bytes = bytes.subarray(offset, offset + this.size);
  }

  /** A member of at most 32 bits, or a bit-field. */
  get(name: string): number {
    const { bitFieldSize: size, bitOffset } = this.place(name);
    return size === 0 ? this.number(name) : readBitField(this.#bytes, { bitOffset, size });
  }

  /** Sets members, of arrays the first elements; what has no room in one is cut off, as in C. */
  put(values: Readonly<Record<string, Value | readonly Value[]>>): void {
    for (const [name, value] of Object.entries(values)) {
      const { bitFieldSize: size, bitOffset } = this.place(name);
      if (typeof value === "object") this.#putElements(name, value);
      else if (size === 0) this.set(name, value);
      else writeBitField(this.#bytes, { bitOffset, size }, value);
    }
  }

  /** Elements of an array as numbers without sign; of a struct of words, such as minmax, its words. */
  elements(name: string): number[] {
    const { offset, width, count } = this.#array(name);
    return Array.from({ length: count }, (_, index) =>
      Number(readUnsigned(this.#bytes, offset + index * width, width)),
    );
  }

  #putElements(name: string, values: readonly Value[]): void {
    const { offset, width, count } = this.#array(name);
    for (const [index, value] of values.slice(0, count).entries()) {
      writeUnsigned(this.#bytes, offset + index * width, width, BigInt.asUintN(64, BigInt(value)));
    }
  }

  #array(name: string): { offset: number; width: 1 | 2 | 4 | 8; count: number } {
    const { offset, type } = this.place(name);
    const resolved = this.btf.resolved(type);
    const width = resolved.kind === "array" ? sizeOf(this.btf, resolved.element) : WORD;
    return { offset, width: width as 1 | 2 | 4 | 8, count: this.sizeOf(name) / width };
  }

  /** All bytes from the first member to before `end` become 0. */
  clearBefore(end: string): void {
    this.#bytes.fill(0, 0, this.place(end).offset);
  }
}
