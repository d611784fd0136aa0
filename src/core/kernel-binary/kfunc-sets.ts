import type { Btf } from "../btf/btf.ts";
import { findMember } from "../btf/layout.ts";
import type { TypeId } from "../btf/types.ts";
import { programTypes } from "../uapi/program-types.ts";
import { constantCalls } from "./constant-calls.ts";
import { KernelUnreadable } from "./kernel-unreadable.ts";
import { hexAddress, type KernelAddress, type LinkedImage } from "./linked-image.ts";

/** A set of kfuncs (struct btf_id_set8, include/linux/btf_ids.h) and what it is registered for. */
export interface KfuncSet {
  /** The symbol of its data. */
  readonly name: string;
  /** The functions by their ids in BTF, with the flags of this set. */
  readonly entries: readonly { readonly id: TypeId; readonly flags: number }[];
  /** Program types, in the order of their values. */
  readonly registeredFor: readonly string[];
}

const REGISTER = "register_btf_kfunc_id_set";
const SET_PREFIX = "__BTF_ID__set8__";
const PAIR_BYTES = 8;

/** Where a member stands, in bytes; the importer knows no kernel that lacks it. */
function memberOffset(btf: Btf, struct: string, member: string): number {
  const id = btf.find("struct", struct);
  const place = id === undefined ? undefined : findMember(btf, id, member);
  if (!place) throw new KernelUnreadable(`The kernel's BTF has no ${member} in struct ${struct}`);
  return place.bitOffset / 8;
}

function setName(image: LinkedImage, address: KernelAddress): string {
  const names = image.symbols.at(address).map(({ name }) => name);
  const marked = names.find((name) => name.startsWith(SET_PREFIX));
  if (marked !== undefined) return marked.slice(SET_PREFIX.length);
  throw new KernelUnreadable(`${image.name}: the kfunc set at ${hexAddress(address)} has no name`);
}

/** Both words of each pair; the ids were put in by the kernel's build (resolve_btfids). */
function readEntries(image: LinkedImage, address: KernelAddress, btf: Btf): KfuncSet["entries"] {
  const reader = image.readFrom(address);
  const count = reader.u32(memberOffset(btf, "btf_id_set8", "cnt"));
  const pairs = memberOffset(btf, "btf_id_set8", "pairs");
  return Array.from({ length: count }, (_, index) => {
    const at = pairs + index * PAIR_BYTES;
    return { id: reader.u32(at), flags: reader.u32(at + 4) };
  });
}

function programTypeName(value: number): string {
  const name = programTypes[value];
  if (name === undefined)
    throw new KernelUnreadable(`Kfuncs are registered for program type ${value}, which has no name`);
  return name;
}

/**
 * The kfunc sets of the kernel or a module, found by the calls that register them for a program type
 * (`register_btf_kfunc_id_set`). Sets that only name functions for fmod_ret programs have a registration of their own and
 * are none.
 */
export function readKfuncSets(image: LinkedImage, btf: Btf): KfuncSet[] {
  const [register] = image.symbols.named(REGISTER);
  if (!register) return [];
  const setOffset = memberOffset(btf, "btf_kfunc_id_set", "set");
  const types = new Map<KernelAddress, Set<number>>();
  for (const { first: type, second: registration } of constantCalls(image, register.address)) {
    const set = image.readFrom(registration).signed64(setOffset);
    types.set(set, (types.get(set) ?? new Set()).add(type));
  }
  return [...types].map(([set, registered]) => ({
    name: setName(image, set),
    entries: readEntries(image, set, btf),
    registeredFor: [...registered].sort((left, right) => left - right).map(programTypeName),
  }));
}
