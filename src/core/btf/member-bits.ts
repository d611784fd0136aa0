import type { Btf } from "./btf.ts";
import { sizeOf } from "./layout.ts";
import { memberPath } from "./member-path.ts";
import type { TypeId } from "./types.ts";

/** A member that holds no others, and where it stands. */
export interface LeafMember {
  /** As C writes it: `rxq.mem.type`; of an array the array alone. */
  readonly path: string;
  readonly bitOffset: number;
  /** In bits. */
  readonly size: number;
}

/** Whatever a struct or union holds but padding: members that are no structs themselves, those of unions one over another. */
export function leafMembers(btf: Btf, id: TypeId, path = "", start = 0): LeafMember[] {
  const type = btf.resolved(id);
  if (type.kind !== "struct" && type.kind !== "union") return [{ path, bitOffset: start, size: 8 * sizeOf(btf, id) }];
  return type.members.flatMap(({ name, type: member, bitOffset, bitFieldSize }) => {
    const inner = memberPath(path, name);
    if (bitFieldSize > 0) return [{ path: inner, bitOffset: start + bitOffset, size: bitFieldSize }];
    return leafMembers(btf, member, inner, start + bitOffset);
  });
}
