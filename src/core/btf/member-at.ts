import type { Btf } from "./btf.ts";
import { sizeOf } from "./layout.ts";
import { memberPath } from "./member-path.ts";
import type { TypeId } from "./types.ts";

interface Place {
  readonly path: string;
  readonly type: TypeId;
  /** What is looked for, in bytes from the start of this place. */
  readonly offset: number;
}

function inner(btf: Btf, { path, type, offset }: Place): Place | undefined {
  const resolved = btf.resolved(type);
  if (resolved.kind === "array") {
    const size = sizeOf(btf, resolved.element);
    if (size === 0) return undefined;
    return { path: `${path}[${Math.floor(offset / size)}]`, type: resolved.element, offset: offset % size };
  }
  if (resolved.kind !== "struct" && resolved.kind !== "union") return undefined;
  const member = resolved.members.find(({ bitOffset, bitFieldSize, type: of }) => {
    const start = bitOffset / 8;
    return bitFieldSize === 0 && offset >= start && offset < start + sizeOf(btf, of);
  });
  if (!member) return undefined;
  return { path: memberPath(path, member.name), type: member.type, offset: offset - member.bitOffset / 8 };
}

/**
 * The member of a struct that begins at an offset, by its path: the outermost one where several do. Of an offset within a
 * number it is that number with the distance (`seq+2`); undefined where there is none, as in padding.
 */
export function memberAt(btf: Btf, type: TypeId, offset: number): string | undefined {
  let place: Place = { path: "", type, offset };
  while (place.offset !== 0 || place.path === "") {
    const next = inner(btf, place);
    if (!next)
      return place.path === "" || place.offset >= sizeOf(btf, place.type) ? undefined : `${place.path}+${place.offset}`;
    place = next;
  }
  return place.path;
}
