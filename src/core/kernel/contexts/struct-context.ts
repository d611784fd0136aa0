import { findMember, sizeOf } from "../../btf/layout.ts";
import { type AccessSize, readUnsigned, writeUnsigned } from "../../bytes/integers.ts";
import type { Region, RegionAccess } from "../../vm/memory.ts";
import { counted } from "../../words/counted.ts";
import { FactsContradiction } from "../facts-contradiction.ts";
import type { Kernel } from "../kernel.ts";
import { structType } from "../objects/struct-access.ts";

/**
 * How wide a member may be accessed: `narrow`, read by parts of its 32 bits and written whole; `first`, so, but only from
 * its start; `half`, 2 bytes, which may be read along with the padding behind them; `padded`, so, and the padding alone,
 * too; `pair`, by parts of 2 bytes at least; `word` and `double` only whole; `byte` by one; `pointer`, a load of 4 bytes
 * that gives 8; `bytes`, as memory; `address`, read as memory and written by words and pairs of them.
 */
export type MemberWidth =
  | "narrow"
  | "first"
  | "half"
  | "padded"
  | "pair"
  | "word"
  | "double"
  | "byte"
  | "pointer"
  | "bytes"
  | "address";

/** One member of a context struct as programs see it. */
export interface ContextMember<State> {
  readonly name: string;
  readonly width: MemberWidth;
  /** A pointer that may be NULL. */
  readonly nullable?: true;
  /** For `bytes`: the memory. */
  readonly memory?: (state: State) => Uint8Array;
  readonly read?: (state: State, kernel: Kernel) => bigint;
  readonly write?: (state: State, value: bigint) => void;
}

/** What a program type may do with members, by their names. */
export interface MemberRights {
  readonly hidden: ReadonlySet<string>;
  readonly writable: ReadonlySet<string>;
}

const readSizes: Readonly<Record<MemberWidth, readonly AccessSize[]>> = {
  narrow: [1, 2, 4],
  first: [1, 2, 4],
  half: [1, 2, 4],
  padded: [1, 2, 4],
  pair: [2, 4],
  word: [4],
  double: [8],
  byte: [1],
  pointer: [4],
  bytes: [1, 2, 4, 8],
  address: [1, 2, 4, 8],
};

const writeSizes: Readonly<Record<MemberWidth, readonly AccessSize[]>> = {
  ...readSizes,
  narrow: [4],
  first: [4],
  pointer: [],
  half: [],
  padded: [],
  pair: [],
  address: [4, 8],
};

/** What 2 bytes take with the padding behind them. */
const WORD_BYTES = 4;

interface PlacedMember<State> extends ContextMember<State> {
  readonly offset: number;
  readonly size: number;
}

function place<State>(kernel: Kernel, type: number, members: readonly ContextMember<State>[]): PlacedMember<State>[] {
  return members.map((member) => {
    const found = findMember(kernel.btf, type, member.name);
    if (!found) throw new FactsContradiction(`The kernel's BTF has no member ${member.name} in a context struct`);
    return { ...member, offset: found.bitOffset / 8, size: sizeOf(kernel.btf, found.type) };
  });
}

/** Says why an access is not allowed. */
export type RefuseAccess = (intent: "read" | "write", offset: number, size: AccessSize, member?: string) => never;

/** Behind what is read as part of a member, and behind where such a read may begin. */
const endOf = ({ width, offset, size }: PlacedMember<never>): number =>
  offset + (width === "half" || width === "padded" ? WORD_BYTES : size);
const lastStart = ({ width, offset, size }: PlacedMember<never>): number =>
  offset + (width === "padded" ? WORD_BYTES : size);

const fits = (member: PlacedMember<never>, at: number, bytes: AccessSize): boolean =>
  at % bytes === 0 && at + bytes <= endOf(member) && (member.width !== "first" || at === member.offset);

/** Loads and stores of a struct member by member, each with rules of its own. */
export function memberAccess<State>(
  kernel: Kernel,
  type: number,
  members: readonly ContextMember<State>[],
  rights: MemberRights,
  state: State,
  refuse: RefuseAccess,
): RegionAccess {
  const placed = place(kernel, type, members);
  const find = (intent: "read" | "write", offset: number, size: AccessSize): PlacedMember<State> => {
    const member = placed.find((each) => offset >= each.offset && offset < lastStart(each));
    const sizes = intent === "read" ? readSizes : writeSizes;
    const allowed =
      member !== undefined &&
      !rights.hidden.has(member.name) &&
      (intent === "read" || rights.writable.has(member.name)) &&
      fits(member, offset, size) &&
      sizes[member.width].includes(size);
    return allowed ? member : refuse(intent, offset, size, member?.name);
  };
  return {
    givesNullable: (offset) => placed.some((each) => each.nullable && each.offset === offset),
    load(offset, size) {
      const member = find("read", offset, size);
      const at = offset - member.offset;
      if (member.memory) return readUnsigned(member.memory(state), at, size);
      const value = member.read?.(state, kernel) ?? 0n;
      return member.width === "pointer" ? value : BigInt.asUintN(8 * size, value >> BigInt(8 * at));
    },
    store(offset, size, value) {
      const member = find("write", offset, size);
      if (member.memory) writeUnsigned(member.memory(state), offset - member.offset, size, value);
      else member.write?.(state, BigInt.asUintN(8 * size, value));
    },
  };
}

/** A context of members (the is_valid_access functions of net/core/filter.c, v7.3). */
export function structContext<State>(
  kernel: Kernel,
  struct: string,
  members: readonly ContextMember<State>[],
  rights: MemberRights,
  state: State,
): Region {
  const type = structType(kernel.btf, struct);
  const refuse: RefuseAccess = (intent, offset, size, member) => {
    const what = member === undefined ? "" : ` (${member})`;
    const message = `a ${intent} of ${counted(size, "byte")} at offset ${offset} of struct ${struct}${what} is not allowed`;
    return kernel.fault("context-access", message);
  };
  const access = memberAccess(kernel, type, members, rights, state, refuse);
  return kernel.memory.allocate({ kind: "context", name: "ctx", bytes: sizeOf(kernel.btf, type), type, access });
}
