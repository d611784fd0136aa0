import type { Btf } from "./btf.ts";
import type { TypeId } from "./types.ts";

/** What declaration tags say. */
export interface DeclTags {
  /** The words on a member or parameter, by its number from 0; in the order of the BTF. */
  on(type: TypeId, component: number): readonly string[];
}

const known = new WeakMap<Btf, Map<string, DeclTags>>();

const keyOf = (type: TypeId, component: number) => `${type} ${component}`;

function gather(btf: Btf, prefix: string): DeclTags {
  const words = new Map<string, string[]>();
  for (const [, { name, type, component }] of btf.ofKind("decl_tag")) {
    if (!name.startsWith(prefix)) continue;
    const key = keyOf(type, component);
    words.set(key, [...(words.get(key) ?? []), name.slice(prefix.length)]);
  }
  return { on: (type, component) => words.get(keyOf(type, component)) ?? [] };
}

/** The tags that begin with a prefix, which their words lack then. */
export function declTags(btf: Btf, prefix: string): DeclTags {
  const ofBtf = known.get(btf) ?? new Map<string, DeclTags>();
  known.set(btf, ofBtf);
  const tags = ofBtf.get(prefix) ?? gather(btf, prefix);
  ofBtf.set(prefix, tags);
  return tags;
}
