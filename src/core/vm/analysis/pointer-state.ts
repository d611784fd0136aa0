import { FRAME_POINTER, REGISTER_COUNT } from "../../isa/encoding.ts";

/** What a value may be, and where it may come from without having been compared with NULL yet: one bit for each source. */
export type Sources = bigint;

/** In front of the sources: a pointer; one to a map; one to the stack; the context; the end of the packet. */
export const POINTER = 1n;
export const MAP = 2n;
export const STACK = 4n;
export const CONTEXT = 8n;
export const PACKET_END = 16n;
const KINDS = POINTER | MAP | STACK | CONTEXT | PACKET_END;
const KIND_BITS = 5n;
export const NONE: Sources = 0n;

/** What is known of pointers before an instruction. */
export interface PointerState {
  readonly registers: readonly Sources[];
  /** Offsets from the frame pointer of what registers point to; undefined where none is known. */
  readonly places: readonly (number | undefined)[];
  /** By the offset of 8 bytes from the frame pointer. */
  readonly spilled: ReadonlyMap<number, Sources>;
}

/** A value, and the offset from the frame pointer of what it points to. */
export interface Held {
  readonly sources: Sources;
  readonly place?: number | undefined;
}

const ofEach = <Value>(value: (index: number) => Value): Value[] =>
  Array.from({ length: REGISTER_COUNT }, (_, index) => value(index));

/** Where a function starts: only its frame pointer is known. */
export const nothingHeld: PointerState = {
  registers: ofEach((index) => (index === FRAME_POINTER ? POINTER | STACK : NONE)),
  places: ofEach((index) => (index === FRAME_POINTER ? 0 : undefined)),
  spilled: new Map(),
};

export const unchecked = (sources: Sources): Sources => sources & ~KINDS;

export const sourceAt = (index: number): Sources => 1n << (BigInt(index) + KIND_BITS);

/** The indices of the sources that a value may come from. */
export function* sourceIndices(sources: Sources): Generator<number> {
  let left = sources >> KIND_BITS;
  for (let index = 0; left !== NONE; index++, left >>= 1n) if (left & 1n) yield index;
}

const isOne = (sources: Sources): boolean => sources !== NONE && (sources & (sources - 1n)) === NONE;

export function merge(left: PointerState, right: PointerState): PointerState {
  const spilled = new Map(left.spilled);
  for (const [at, sources] of right.spilled) spilled.set(at, (spilled.get(at) ?? NONE) | sources);
  return {
    registers: left.registers.map((each, index) => each | (right.registers[index] ?? NONE)),
    places: left.places.map((each, index) => (each === right.places[index] ? each : undefined)),
    spilled,
  };
}

export const same = (left: PointerState, right: PointerState): boolean =>
  left.registers.every(
    (each, index) => each === right.registers[index] && left.places[index] === right.places[index],
  ) &&
  left.spilled.size === right.spilled.size &&
  [...left.spilled].every(([at, sources]) => right.spilled.get(at) === sources);

export const heldIn = ({ registers, places }: PointerState, index: number): Held => ({
  sources: registers[index] ?? NONE,
  place: places[index],
});

/** The state after registers were written. */
export function withRegisters(state: PointerState, written: readonly (readonly [number, Held])[]): PointerState {
  const registers = [...state.registers];
  let places = state.places;
  for (const [index, { sources, place }] of written) {
    registers[index] = sources;
    if (places[index] !== place) places = places.with(index, place);
  }
  return { ...state, registers, places };
}

/** All copies of a pointer are checked with one. */
export function checked(state: PointerState, register: number): PointerState {
  const held = state.registers[register] ?? NONE;
  const sources = unchecked(held);
  if (!isOne(sources)) return withRegisters(state, [[register, { sources: held & KINDS }]]);
  const spilled = new Map([...state.spilled].map(([at, each]) => [at, each & ~sources]));
  return { ...state, registers: state.registers.map((each) => each & ~sources), spilled };
}
