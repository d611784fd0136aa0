import { FRAME_POINTER, REGISTER_COUNT } from "../../isa/encoding.ts";

/** Where the packet starts, among what pointers into it were calculated from: else the slot of the last addition of an unknown number. */
export const PACKET_START = -1;

/** A pointer that has to do with the packet. */
export type PacketValue =
  | { readonly kind: "context" }
  | { readonly kind: "end" }
  /** Into the packet, so many bytes from what it was calculated from. */
  | { readonly kind: "at"; readonly root: number; readonly offset: number }
  /** Into the packet on some way. */
  | { readonly kind: "somewhere" }
  /** To the stack, so many bytes from the frame pointer, where that is known. */
  | { readonly kind: "stack"; readonly offset: number | undefined };

type MaybeValue = PacketValue | undefined;

/** What is known before an instruction. */
export interface PacketState {
  readonly registers: readonly MaybeValue[];
  /** By the offset of 8 bytes from the frame pointer. */
  readonly spilled: ReadonlyMap<number, PacketValue>;
  /** By root: bytes behind it that are there, by comparisons with the end. */
  readonly proven: ReadonlyMap<number, number>;
}

/** Where a function starts: only its frame pointer is known. */
export const nothingKnown: PacketState = {
  registers: Array.from({ length: REGISTER_COUNT }, (_, index) =>
    index === FRAME_POINTER ? { kind: "stack", offset: 0 } : undefined,
  ),
  spilled: new Map(),
  proven: new Map(),
};

export const SOMEWHERE: PacketValue = { kind: "somewhere" };

export const isInPacket = (value: MaybeValue): boolean =>
  value !== undefined && value.kind !== "context" && value.kind !== "stack";

function sameValue(left: MaybeValue, right: MaybeValue): boolean {
  if (left === right) return true;
  if (left?.kind !== right?.kind) return false;
  if (left?.kind === "at" && right?.kind === "at") return left.root === right.root && left.offset === right.offset;
  if (left?.kind === "stack" && right?.kind === "stack") return left.offset === right.offset;
  return true;
}

/** What is one on each of two ways. */
export function mergedValue(left: MaybeValue, right: MaybeValue): MaybeValue {
  if (sameValue(left, right)) return left;
  if (left?.kind === "stack" && right?.kind === "stack") return { kind: "stack", offset: undefined };
  return isInPacket(left) || isInPacket(right) ? SOMEWHERE : undefined;
}

export function mergeStates(left: PacketState, right: PacketState): PacketState {
  const spilled = new Map<number, PacketValue>();
  for (const at of [...left.spilled.keys(), ...right.spilled.keys()]) {
    const value = mergedValue(left.spilled.get(at), right.spilled.get(at));
    if (value) spilled.set(at, value);
  }
  const proven = new Map<number, number>();
  for (const [root, bytes] of left.proven) {
    const other = right.proven.get(root);
    if (other !== undefined) proven.set(root, Math.min(bytes, other));
  }
  return {
    registers: left.registers.map((each, index) => mergedValue(each, right.registers[index])),
    spilled,
    proven,
  };
}

const sameMap = <Value>(
  left: ReadonlyMap<number, Value>,
  right: ReadonlyMap<number, Value>,
  isSame: (left: Value | undefined, right: Value | undefined) => boolean,
): boolean => left.size === right.size && [...left].every(([key, value]) => isSame(value, right.get(key)));

export const sameStates = (left: PacketState, right: PacketState): boolean =>
  left.registers.every((each, index) => sameValue(each, right.registers[index])) &&
  sameMap(left.spilled, right.spilled, sameValue) &&
  sameMap(left.proven, right.proven, Object.is);

export const withRegister = (state: PacketState, index: number, value: MaybeValue): PacketState =>
  state.registers[index] === value ? state : { ...state, registers: state.registers.with(index, value) };

/** After 8 bytes of the stack were written. */
export function withSpilled(state: PacketState, at: number, value: MaybeValue): PacketState {
  if (sameValue(state.spilled.get(at), value)) return state;
  const spilled = new Map(state.spilled);
  if (value) spilled.set(at, value);
  else spilled.delete(at);
  return { ...state, spilled };
}

/** After something was written to the stack, nobody knows where: pointers into the packet may have been moved there. */
export const withUnsureStack = (state: PacketState): PacketState => ({
  ...state,
  spilled: new Map([...state.spilled].map(([at, value]) => [at, isInPacket(value) ? SOMEWHERE : value])),
});

/** After the pointers from a root are calculated anew: those from before are somewhere, and nothing is known of the new ones. */
export function withNewRoot(state: PacketState, root: number): PacketState {
  const moved = <Value extends MaybeValue>(value: Value) =>
    value?.kind === "at" && value.root === root ? SOMEWHERE : value;
  const proven = new Map(state.proven);
  proven.delete(root);
  return {
    registers: state.registers.map(moved),
    spilled: new Map([...state.spilled].map(([at, value]) => [at, moved(value)])),
    proven,
  };
}

/** After a comparison showed that so many bytes behind a root are there. */
export function withProven(state: PacketState, root: number, bytes: number): PacketState {
  if ((state.proven.get(root) ?? 0) >= bytes) return state;
  return { ...state, proven: new Map(state.proven).set(root, bytes) };
}
