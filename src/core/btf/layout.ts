import type { Btf } from "./btf.ts";
import type { BtfComposite, TypeId } from "./types.ts";

const POINTER_BYTES = 8;
/** The strictest alignment that a C type has on the 64-bit targets of BPF: that of __int128. */
const STRICTEST = 16;

/** In bytes; 0 for what has no size: void, functions, forward declarations. */
export function sizeOf(btf: Btf, id: TypeId): number {
  const type = btf.resolved(id);
  switch (type.kind) {
    case "ptr":
      return POINTER_BYTES;
    case "array":
      return type.length * sizeOf(btf, type.element);
    case "int":
    case "enum":
    case "float":
    case "struct":
    case "union":
      return type.size;
    default:
      return 0;
  }
}

const alignments = new WeakMap<Btf, Map<TypeId, number>>();

/** In bytes, as a C compiler aligns the type without attributes; 1 for what has no size and for packed structs. */
export function alignOf(btf: Btf, id: TypeId): number {
  const resolved = btf.resolve(id);
  const known = alignments.get(btf) ?? new Map<TypeId, number>();
  alignments.set(btf, known);
  const alignment = known.get(resolved) ?? computeAlignment(btf, resolved);
  known.set(resolved, alignment);
  return alignment;
}

function computeAlignment(btf: Btf, id: TypeId): number {
  const type = btf.type(id);
  switch (type.kind) {
    case "ptr":
      return POINTER_BYTES;
    case "int":
    case "enum":
    case "float":
      return Math.max(1, Math.min(type.size, STRICTEST));
    case "array":
      return alignOf(btf, type.element);
    case "struct":
    case "union":
      return isPacked(btf, type) ? 1 : strictestMember(btf, type);
    default:
      return 1;
  }
}

const strictestMember = (btf: Btf, type: BtfComposite) =>
  type.members.reduce((strictest, member) => Math.max(strictest, alignOf(btf, member.type)), 1);

/** Whether a member stands, or the type ends, where a C compiler would only put it with `__attribute__((packed))`. */
export function isPacked(btf: Btf, type: BtfComposite): boolean {
  const misplaced = type.members.some(
    ({ type: member, bitOffset, bitFieldSize }) => bitFieldSize === 0 && bitOffset % (8 * alignOf(btf, member)) !== 0,
  );
  return misplaced || type.size % strictestMember(btf, type) !== 0;
}

/** Where a member stands, counted from the start of the struct it was looked up in. */
export interface MemberPlace {
  readonly bitOffset: number;
  /** 0 where the member is no bit-field. */
  readonly bitFieldSize: number;
  readonly type: TypeId;
}

function findDirect(btf: Btf, structId: TypeId, name: string): MemberPlace | undefined {
  const type = btf.resolved(structId);
  if (type.kind !== "struct" && type.kind !== "union") return undefined;
  const member = type.members.find((candidate) => candidate.name === name);
  if (member) return member;
  for (const anonymous of type.members) {
    if (anonymous.name !== "") continue;
    const inner = findDirect(btf, anonymous.type, name);
    if (inner) return { ...inner, bitOffset: inner.bitOffset + anonymous.bitOffset };
  }
  return undefined;
}

/**
 * A member by its name, or by a path with dots through structs held by value (`props.family`). Members of anonymous
 * structs and unions count as members of what holds them, as in C. Undefined where there is none.
 */
export function findMember(btf: Btf, structId: TypeId, path: string): MemberPlace | undefined {
  let place: MemberPlace = { bitOffset: 0, bitFieldSize: 0, type: structId };
  for (const name of path.split(".")) {
    const next = findDirect(btf, place.type, name);
    if (!next) return undefined;
    place = { bitOffset: place.bitOffset + next.bitOffset, bitFieldSize: next.bitFieldSize, type: next.type };
  }
  return place;
}

/** The names of all members, those of anonymous structs and unions included. */
export function memberNames(btf: Btf, structId: TypeId): string[] {
  const type = btf.resolved(structId);
  if (type.kind !== "struct" && type.kind !== "union") return [];
  return type.members.flatMap((member) => (member.name === "" ? memberNames(btf, member.type) : [member.name]));
}
