import { type LeafMember, leafMembers } from "../../btf/member-bits.ts";
import { writeBitField } from "../../bytes/bit-field.ts";
import type { Kernel } from "../kernel.ts";
import { BtfObject, type PointerTarget } from "./btf-object.ts";
import { fieldOf, structType } from "./struct-access.ts";

/** A member's value: a number, bytes as they stand in memory, or where a pointer leads. */
export type KnownValue = number | bigint | Uint8Array | { readonly to: PointerTarget | null };

/** Members by their paths. */
export type KnownMembers = Readonly<Record<string, KnownValue>>;

interface KnownOptions {
  readonly name: string;
  readonly struct: string;
  /** What the members hold, as often as somebody looks. */
  readonly members: () => KnownMembers;
}

/** A kernel object of which a model knows some members: a look at any other is a gap, never a zero. */
export class KnownObject extends BtfObject {
  readonly #members: () => KnownMembers;
  readonly #leaves: readonly LeafMember[];
  #known = new Uint8Array(0);

  constructor(kernel: Kernel, { name, struct, members }: KnownOptions) {
    super(kernel, name, structType(kernel.btf, struct));
    this.#members = members;
    this.#leaves = leafMembers(kernel.btf, this.type);
  }

  protected override beforeRead(offset: number, size: number): void {
    this.#known = new Uint8Array(this.size);
    for (const [path, value] of Object.entries(this.#members())) this.#give(path, value);
    const unknown = this.#leaves.find((leaf) => this.#isUnknown(leaf, offset, size));
    if (!unknown) return;
    this.kernel.fault("object-not-modelled", `what ${this.name} holds in its member ${unknown.path} is not known`);
  }

  #give(path: string, value: KnownValue): void {
    const { bitOffset, size } = fieldOf(this.btf, this.place(path));
    for (let bit = bitOffset; bit < bitOffset + size; bit++) writeBitField(this.#known, { bitOffset: bit, size: 1 }, 1);
    if (value instanceof Uint8Array) this.setBytes(path, value);
    else if (typeof value === "object") this.setPointer(path, value.to);
    else this.set(path, value);
  }

  /** Whether bits of the member within the bytes are known by no member, itself or one that shares its place. */
  #isUnknown(leaf: LeafMember, offset: number, size: number): boolean {
    const end = Math.min(leaf.bitOffset + leaf.size, 8 * (offset + size));
    for (let bit = Math.max(leaf.bitOffset, 8 * offset); bit < end; bit++) {
      if (!((this.#known[bit >> 3] ?? 0) & (1 << (bit & 7)))) return true;
    }
    return false;
  }
}
