import type { Btf } from "../../btf/btf.ts";
import { sizeOf } from "../../btf/layout.ts";
import type { BtfComposite, TypeId } from "../../btf/types.ts";

const composite = (btf: Btf, id: TypeId): BtfComposite | undefined => {
  const type = btf.resolved(id);
  return type.kind === "struct" || type.kind === "union" ? type : undefined;
};

interface Place {
  readonly type: TypeId;
  readonly offset: number;
}

/** The struct of a member, or of an array's element, that an offset falls into; with the offset in it. */
function inMember(btf: Btf, { type, offset }: Place): Place | undefined {
  const array = btf.resolved(type);
  if (array.kind !== "array") return composite(btf, type) && { type, offset };
  return inMember(btf, { type: array.element, offset: offset % Math.max(1, sizeOf(btf, array.element)) });
}

/** The struct within a struct that starts at, or holds, an offset. */
function inner(btf: Btf, { type, offset }: Place): Place | undefined {
  const member = composite(btf, type)?.members.find(({ bitOffset, bitFieldSize, type: of }) => {
    const start = bitOffset / 8;
    return bitFieldSize === 0 && offset >= start && offset < start + sizeOf(btf, of);
  });
  return member && inMember(btf, { type: member.type, offset: offset - member.bitOffset / 8 });
}

/**
 * Whether a pointer into a struct may stand for a pointer to another: it is the same, or the one wanted is a member at the very
 * place, as the first member of a struct is (btf_struct_ids_match, kernel/bpf/btf.c, v7.3).
 */
export function structMatches(btf: Btf, type: TypeId, offset: number, wanted: TypeId): boolean {
  const target = btf.resolve(wanted);
  for (let place: Place | undefined = { type, offset }; place; place = inner(btf, place)) {
    if (place.offset === 0 && btf.resolve(place.type) === target) return true;
  }
  return false;
}
