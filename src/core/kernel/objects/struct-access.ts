import type { Btf } from "../../btf/btf.ts";
import { findMember, type MemberPlace, sizeOf } from "../../btf/layout.ts";
import type { TypeId } from "../../btf/types.ts";
import { readUnsigned, writeUnsigned } from "../../bytes/integers.ts";
import { FactsContradiction } from "../facts-contradiction.ts";

/** Where the bytes of a struct stand: the kernel's own memory, or the program's. */
export interface StructBytes {
  read(offset: number, size: number): Uint8Array;
  write(offset: number, bytes: Uint8Array): void;
}

/** The id of a named struct or union that a model lays out. */
export function structType(btf: Btf, name: string): TypeId {
  const id = btf.find("struct", name) ?? btf.find("union", name);
  if (id === undefined) throw new FactsContradiction(`The kernel's BTF has no struct ${name}`);
  return id;
}

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

  /** An integer member of the machine's byte order, signed where its type is. */
  integer(path: string): bigint {
    const { offset, type } = this.place(path);
    const size = sizeOf(this.btf, type);
    const value = readUnsigned(this.#bytes.read(offset, size), 0, size);
    const resolved = this.btf.resolved(type);
    const signed = resolved.kind === "int" ? resolved.encoding.signed : resolved.kind === "enum" && resolved.signed;
    return signed ? BigInt.asIntN(8 * size, value) : value;
  }

  /** An integer member of at most 32 bits. */
  number(path: string): number {
    return Number(this.integer(path));
  }

  set(path: string, value: number | bigint): void {
    const { offset, type } = this.place(path);
    const bytes = new Uint8Array(sizeOf(this.btf, type));
    writeUnsigned(bytes, 0, bytes.length, BigInt.asUintN(64, BigInt(value)));
    this.#bytes.write(offset, bytes);
  }

  get #name(): string {
    const type = this.btf.resolved(this.type);
    return "name" in type ? type.name : `type ${this.type}`;
  }
}
