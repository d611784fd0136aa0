import type { Btf } from "../btf/btf.ts";
import type { TypeId } from "../btf/types.ts";
import type { KfuncFact, KfuncSetMembership } from "../facts/kfuncs-file.ts";
import { type KfuncFlag, kfuncFlagBits } from "../uapi/kfunc-flags.ts";
import { KernelUnreadable } from "./kernel-unreadable.ts";
import { kfuncPrototype } from "./kfunc-prototype.ts";
import { type KfuncSet, readKfuncSets } from "./kfunc-sets.ts";
import type { LinkedImage } from "./linked-image.ts";

/** The kernel or a module with its types. */
export interface KernelPart {
  readonly image: LinkedImage;
  /** Of a module: continuing the kernel's. */
  readonly btf: Btf;
}

/** A kfunc, and the function in its part's BTF that it is. */
export interface FoundKfunc {
  readonly name: string;
  readonly id: TypeId;
  readonly fact: KfuncFact;
}

/** The names of the flags in a word; a bit without a name is an error. */
export function flagNames(word: number): KfuncFlag[] {
  const named = kfuncFlagBits.filter(({ bit }) => (word & (1 << bit)) !== 0);
  const known = named.reduce((sum, { bit }) => sum | (1 << bit), 0);
  if (known !== word)
    throw new KernelUnreadable(`A kfunc has the flags 0x${word.toString(16)}, not all of which are known`);
  return named.map(({ flag }) => flag);
}

/** Tags of functions by id, sorted. */
function functionTags(btf: Btf): Map<TypeId, string[]> {
  const tags = new Map<TypeId, string[]>();
  for (const [, { name, type, component }] of btf.ofKind("decl_tag")) {
    if (component === -1 && btf.type(type).kind === "func") tags.set(type, [...(tags.get(type) ?? []), name].sort());
  }
  return tags;
}

const byName = <Named>(name: (each: Named) => string) => {
  return (left: Named, right: Named) => (name(left) < name(right) ? -1 : name(left) > name(right) ? 1 : 0);
};

function membershipsById(sets: readonly KfuncSet[]): Map<TypeId, KfuncSetMembership[]> {
  const found = new Map<TypeId, KfuncSetMembership[]>();
  for (const { name: set, entries, registeredFor } of sets.toSorted(byName(({ name }) => name))) {
    for (const { id, flags } of entries) {
      const membership = { set, flags: flagNames(flags), registered_for: [...registeredFor] };
      found.set(id, [...(found.get(id) ?? []), membership]);
    }
  }
  return found;
}

/** Every kfunc of the kernel or a module: the functions in sets that are registered for some program type, by name. */
export function readKfuncs({ image, btf }: KernelPart): FoundKfunc[] {
  const tags = functionTags(btf);
  const found = [...membershipsById(readKfuncSets(image, btf))].map(([id, sets]): FoundKfunc => {
    const type = btf.type(id);
    if (type.kind !== "func")
      throw new KernelUnreadable(`${image.name}: type ${id} stands in a kfunc set and is no function`);
    const hasImplicit = sets.some(({ flags }) => flags.includes("KF_IMPLICIT_ARGS"));
    const fact = {
      module: image.name,
      ...kfuncPrototype(btf, id, hasImplicit),
      sets,
      decl_tags: tags.get(id) ?? [],
    };
    return { name: type.name, id, fact };
  });
  return found.sort(byName(({ name }) => name));
}
