import type { Btf } from "../../btf/btf.ts";
import { findMember, type MemberPlace, sizeOf } from "../../btf/layout.ts";
import type { TypeId } from "../../btf/types.ts";
import { type BitField, bytesOfField, readBitField, writeBitField } from "../../bytes/bit-field.ts";
import { FactsContradiction } from "../facts-contradiction.ts";

/** Where the bytes of a struct stand: the kernel's own memory, or the program's. */
export interface StructBytes {
  read(offset: number, size: number): Uint8Array;
  write(offset: number, bytes: Uint8Array): void;
}

type Value = number | bigint;

/** Bytes of what a struct consists of whose elements are asked for. */
const WORD = 4;

/** The id of a named struct or union that a model lays out. */
export function structType(btf: Btf, name: string): TypeId {
  const id = btf.find("struct", name) ?? btf.find("union", name);
  if (id === undefined) throw new FactsContradiction(`The kernel's BTF has no struct ${name}`);
  return id;
}

/** The bits of a member, be it a bit-field or not. */
export const fieldOf = (btf: Btf, { type, bitOffset, bitFieldSize }: MemberPlace): BitField => ({
  bitOffset,
  size: bitFieldSize || 8 * sizeOf(btf, type),
});

/** Members of a C struct by their path (`props.family`), laid out by BTF. */
export class StructAccess {
  readonly btf: Btf;
  readonly type: TypeId;
  readonly #bytes: StructBytes;

  constructor(btf: Btf, type: TypeId, bytes: StructBytes) {
    this.btf = btf;
    this.type = type;
    this.#bytes = bytes;
  }

  /** Of the whole struct, in bytes. */
  get size(): number {
    return sizeOf(this.btf, this.type);
  }

  place(path: string): MemberPlace & { readonly offset: number } {
    const place = findMember(this.btf, this.type, path);
    if (!place) throw new FactsContradiction(`The kernel's BTF has no member ${path} in ${this.#name}`);
    return { ...place, offset: Math.floor(place.bitOffset / 8) };
  }

  has(path: string): boolean {
    return findMember(this.btf, this.type, path) !== undefined;
  }

  sizeOf(path: string): number {
    return sizeOf(this.btf, this.place(path).type);
  }

  /** The raw bytes of a member: for big-endian values and addresses. */
  bytes(path: string): Uint8Array {
    const { offset, type } = this.place(path);
    return this.#bytes.read(offset, sizeOf(this.btf, type));
  }

  setBytes(path: string, bytes: Uint8Array): void {
    this.#bytes.write(this.place(path).offset, bytes);
  }

  /** An integer member of the machine's byte order, be it a bit-field or not; signed where its type is. */
  integer(path: string): bigint {
    const place = this.place(path);
    const field = fieldOf(this.btf, place);
    const value = this.#read(field);
    const resolved = this.btf.resolved(place.type);
    const signed = resolved.kind === "int" ? resolved.encoding.signed : resolved.kind === "enum" && resolved.signed;
    return signed ? BigInt.asIntN(field.size, value) : value;
  }

  /** An integer member of at most 32 bits. */
  number(path: string): number {
    return Number(this.integer(path));
  }

  /** Sets an integer member; what has no room in it is cut off, as in C. */
  set(path: string, value: Value): void {
    this.#write(fieldOf(this.btf, this.place(path)), value);
  }

  /** Sets members, of arrays the first elements. */
  put(values: Readonly<Record<string, Value | readonly Value[]>>): void {
    for (const [path, value] of Object.entries(values)) {
      if (typeof value === "object") this.#putElements(path, value);
      else this.set(path, value);
    }
  }

  /** Elements of an array as numbers without sign; of a struct of words, such as minmax, its words. */
  elements(path: string): number[] {
    return this.#elements(path).map((field) => Number(this.#read(field)));
  }

  #putElements(path: string, values: readonly Value[]): void {
    for (const [index, field] of this.#elements(path).slice(0, values.length).entries()) {
      this.#write(field, values[index] ?? 0);
    }
  }

  #elements(path: string): BitField[] {
    const { bitOffset, type } = this.place(path);
    const size = 8 * this.#elementSize(type);
    return Array.from({ length: (8 * sizeOf(this.btf, type)) / size }, (_, index) => ({
      bitOffset: bitOffset + index * size,
      size,
    }));
  }

  #elementSize(type: TypeId): number {
    const resolved = this.btf.resolved(type);
    if (resolved.kind === "array") return sizeOf(this.btf, resolved.element);
    return resolved.kind === "struct" || resolved.kind === "union" ? WORD : sizeOf(this.btf, type);
  }

  #read(field: BitField): bigint {
    const { start, length, shift } = bytesOfField(field);
    return readBitField(this.#bytes.read(start, length), { bitOffset: shift, size: field.size });
  }

  #write(field: BitField, value: Value): void {
    const { start, length, shift } = bytesOfField(field);
    const isWhole = field.size === 8 * length;
    const bytes = isWhole ? new Uint8Array(length) : this.#bytes.read(start, length);
    writeBitField(bytes, { bitOffset: shift, size: field.size }, value);
    this.#bytes.write(start, bytes);
  }

  get #name(): string {
    const type = this.btf.resolved(this.type);
    return "name" in type ? type.name : `type ${this.type}`;
  }
}
