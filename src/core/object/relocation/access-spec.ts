import type { Btf } from "../../btf/btf.ts";
import { sizeOf } from "../../btf/layout.ts";
import type { BtfType, TypeId } from "../../btf/types.ts";
import type { RelocationRecord } from "../btf-ext.ts";
import type { RelocationFamily } from "./kinds.ts";

/** One meaningful step of an access: a named member, an element, or an enumerator. Anonymous members are no steps. */
export interface Access {
  /** Of the member or enumerator; absent for an element. */
  readonly name?: string;
  /** The struct or enum that holds the name, or the type of the element. */
  readonly type: TypeId;
  /** Of the member, element or enumerator. */
  readonly index: number;
}

/** What an access string means in one BTF. For whole types there are no accesses. */
export interface AccessSpec {
  readonly btf: Btf;
  readonly root: TypeId;
  readonly accesses: readonly Access[];
  readonly bitOffset: number;
}

/** The most steps that libbpf takes (BPF_CORE_SPEC_MAX_LEN). */
const LONGEST_ACCESS = 64;
/** No offset in a kernel struct is near this; beyond it sums of bits would no longer be exact. */
export const FARTHEST_BIT = 2 ** 48;

function parseIndices(access: string): number[] | undefined {
  if (!/^\d{1,9}(:\d{1,9})*$/.test(access)) return undefined;
  const indices = access.split(":").map(Number);
  return indices.length <= LONGEST_ACCESS ? indices : undefined;
}

/** An array of no elements at the end of a struct may be read at any index. */
export function isFlexible(btf: Btf, before: Access | undefined, array: BtfType): boolean {
  if (array.kind !== "array" || array.length > 0 || before?.name === undefined) return false;
  const holder = btf.type(before.type);
  return (holder.kind === "struct" || holder.kind === "union") && before.index === holder.members.length - 1;
}

function parseEnumerator(btf: Btf, record: RelocationRecord, indices: readonly number[]): AccessSpec | undefined {
  const root = btf.resolve(record.type);
  const type = btf.type(root);
  const index = indices[0] ?? 0;
  const name = type.kind === "enum" ? type.values[index]?.name : undefined;
  if (name === undefined || indices.length > 1) return undefined;
  return { btf, root: record.type, accesses: [{ name, type: root, index }], bitOffset: 0 };
}

function parseField(btf: Btf, record: RelocationRecord, indices: readonly number[]): AccessSpec | undefined {
  let at = btf.resolve(record.type);
  const [first = 0, ...rest] = indices;
  const accesses: Access[] = [{ type: at, index: first }];
  let bitOffset = first * 8 * sizeOf(btf, at);
  for (const index of rest) {
    const type = btf.type(at);
    if (type.kind === "struct" || type.kind === "union") {
      const member = type.members[index];
      if (!member) return undefined;
      bitOffset += member.bitOffset;
      if (member.name !== "") accesses.push({ name: member.name, type: at, index });
      at = btf.resolve(member.type);
    } else if (type.kind === "array") {
      if (index >= type.length && !isFlexible(btf, accesses.at(-1), type)) return undefined;
      at = btf.resolve(type.element);
      accesses.push({ type: at, index });
      bitOffset += index * 8 * sizeOf(btf, at);
    } else return undefined;
  }
  return bitOffset > FARTHEST_BIT ? undefined : { btf, root: record.type, accesses, bitOffset };
}

/** What a relocation record refers to in the object's own BTF; undefined where it makes no sense there. */
export function parseAccess(btf: Btf, record: RelocationRecord, family: RelocationFamily): AccessSpec | undefined {
  const indices = parseIndices(record.access);
  if (!indices) return undefined;
  switch (family) {
    case "type":
      return record.access === "0" ? { btf, root: record.type, accesses: [], bitOffset: 0 } : undefined;
    case "enumerator":
      return parseEnumerator(btf, record, indices);
    case "field":
      return parseField(btf, record, indices);
  }
}

/** The access as C would write it: `struct xfrm_state.replay_esn`. */
export function describeAccess({ btf, root, accesses }: AccessSpec): string {
  const type = btf.type(root);
  const name = "name" in type && type.name !== "" ? type.name : "anonymous";
  const steps = accesses.map(({ name: step, index }, position) => {
    if (step !== undefined) return type.kind === "enum" ? `::${step}` : `.${step}`;
    return position === 0 && index === 0 ? "" : `[${index}]`;
  });
  return `${type.kind === "typedef" ? "" : `${type.kind} `}${name}${steps.join("")}`;
}
