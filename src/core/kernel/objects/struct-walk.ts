import type { Btf } from "../../btf/btf.ts";
import { sizeOf } from "../../btf/layout.ts";
import type { BtfMember, BtfTypeOf, TypeId } from "../../btf/types.ts";

/** What a load out of a struct meets: numbers, a whole pointer, or nothing that may be loaded so. */
export type Walked =
  | { readonly kind: "scalar" }
  | { readonly kind: "pointer"; readonly member: string /** Of the pointer. */; readonly type: TypeId }
  | { readonly kind: "refused"; readonly why: string };

interface Load {
  /** From the start of the struct that is walked, in bytes. */
  readonly offset: number;
  readonly size: number;
  /** The way led through a union of several members: a load may reach past the end of a member, within the union. */
  readonly throughUnion: boolean;
}

type Struct = BtfTypeOf<"struct" | "union">;

const scalar: Walked = { kind: "scalar" };
const refused = (why: string): Walked => ({ kind: "refused", why });

const wholeStruct = (btf: Btf, id: TypeId): Struct | undefined => {
  const type = btf.resolved(id);
  return type.kind === "struct" || type.kind === "union" ? type : undefined;
};

/** Past the end of the struct only the elements of a flexible array may be loaded. */
function walkPastEnd(btf: Btf, type: Struct, { offset, size, throughUnion }: Load): Walked {
  const last = type.members.at(-1);
  const array = last && btf.resolved(last.type);
  const start = (last?.bitOffset ?? 0) / 8;
  if (array?.kind === "array" && array.length === 0 && offset >= start) {
    const element = wholeStruct(btf, array.element);
    if (!element && btf.resolved(array.element).kind === "int") return scalar;
    if (element && element.size > 0) {
      return walk(btf, element, { offset: (offset - start) % element.size, size, throughUnion });
    }
  }
  return refused(`is an access beyond struct ${type.name}`);
}

/** Arrays of several dimensions count as one; `length` is the number of elements. */
function flatten(btf: Btf, id: TypeId): { readonly element: TypeId; readonly length: number } {
  const type = btf.resolved(id);
  if (type.kind !== "array") return { element: id, length: 1 };
  const inner = flatten(btf, type.element);
  return { element: inner.element, length: type.length * inner.length };
}

/** A member that is no bit-field and that the load starts in. */
function walkMember(btf: Btf, member: BtfMember, { offset, size, throughUnion }: Load): Walked {
  const start = member.bitOffset / 8;
  const end = start + sizeOf(btf, member.type);
  const { element } = flatten(btf, member.type);
  const elementSize = sizeOf(btf, element);
  const elementStart = start + Math.floor((offset - start) / elementSize) * elementSize;
  const inner = wholeStruct(btf, element);
  if (inner) return walk(btf, inner, { offset: offset - elementStart, size, throughUnion });
  if (btf.resolved(element).kind === "ptr") {
    if (offset === elementStart && size === elementSize) return { kind: "pointer", member: member.name, type: element };
    return refused(`is only a part of the pointer ${member.name}`);
  }
  if (offset + size > end && !throughUnion) return refused(`is an access beyond the end of the member ${member.name}`);
  return scalar;
}

function coversBitField({ bitOffset, bitFieldSize }: BtfMember, { offset, size }: Load): boolean {
  return offset <= Math.floor(bitOffset / 8) && Math.ceil((bitOffset + bitFieldSize) / 8) <= offset + size;
}

function walk(btf: Btf, type: Struct, load: Load): Walked {
  const throughUnion = load.throughUnion || (type.kind === "union" && type.members.length !== 1);
  const { offset, size } = load;
  if (offset + size > type.size) return walkPastEnd(btf, type, { offset, size, throughUnion });
  for (const member of type.members) {
    const start = Math.floor(member.bitOffset / 8);
    if (member.bitFieldSize > 0) {
      if (coversBitField(member, load)) return scalar;
    } else if (offset >= start && offset < start + sizeOf(btf, member.type)) {
      return walkMember(btf, member, { offset, size, throughUnion });
    }
  }
  return refused(`meets no member of struct ${type.name}`);
}

/** What a load of `size` bytes at `offset` meets, by the rules of btf_struct_walk (kernel/bpf/btf.c, v7.3). */
export function walkStruct(btf: Btf, id: TypeId, offset: number, size: number): Walked {
  const type = wholeStruct(btf, id);
  return type ? walk(btf, type, { offset, size, throughUnion: false }) : refused("is an access to no struct");
}
