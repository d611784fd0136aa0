import type { Btf } from "../../core/btf/btf.ts";
import { encodeProgram } from "../../core/isa/encode.ts";
import type { Instruction } from "../../core/isa/instruction.ts";
import type { ProbePlaces } from "../linux/probe.ts";
import { type KernelTypes, type PlacedType, typesAt } from "./kernel-types.ts";
import { parametersOf } from "./parameters.ts";

/** A program that calls one kfunc, and where. */
export interface MinimalProgram {
  readonly bytes: Uint8Array;
  /** Of the call instruction. */
  readonly callSlot: number;
}

export type Step = Omit<Instruction, "slot">;

/** What programs are made of, in one kernel. */
export interface Workshop {
  readonly types: KernelTypes;
  readonly places: ProbePlaces;
  /** Programs are to name an arena: some forms and kfuncs ask for that, and it makes loading half as long again. */
  readonly namesArena: boolean;
}

const REGISTERS = 5;
const FRAME = 10;
/** No argument and not lost in a call. */
const ARENA_REGISTER = 9;
/** For each pointer so many bytes of stack. */
const ROOM = 64;

/** Opcodes of RFC 9669 that a minimal program has. */
const opcodes = {
  wide: 0x18,
  load: 0x79,
  mov: 0xb7,
  movRegister: 0xbf,
  add: 0x07,
  jumpEqual: 0x15,
  call: 0x85,
  exit: 0x95,
} as const;

/** How an instruction's source register says what its immediate is (include/uapi/linux/bpf.h). */
const pseudo = { mapPlace: 5, mapPlaceValue: 6, kfunc: 2 } as const;

const step = (opcode: number, fields: Partial<Step> = {}): Step => {
  return { opcode, dst: 0, src: 0, offset: 0, imm: 0, ...fields };
};

export const setNumber = (register: number, imm: number) => step(opcodes.mov, { dst: register, imm });

export const copy = (register: number, from: number) => step(opcodes.movRegister, { dst: register, src: from });

/** Eight bytes from an address in a register. */
export const load = (register: number, from: number, offset: number) =>
  step(opcodes.load, { dst: register, src: from, offset });

/** The address of a byte of the stack, counted from the frame's end. */
export const setStack = (register: number, offset: number): Step[] => [
  copy(register, FRAME),
  step(opcodes.add, { dst: register, imm: offset }),
];

const setMap = (register: number, place: number) =>
  step(opcodes.wide, { dst: register, src: pseudo.mapPlace, imm: place, nextImm: 0 });

/** The address of an array map's first value. */
export const setMapValue = (register: number, place: number) =>
  step(opcodes.wide, { dst: register, src: pseudo.mapPlaceValue, imm: place, nextImm: 0 });

export const skipIfZero = (register: number, slots: number) =>
  step(opcodes.jumpEqual, { dst: register, offset: slots });

export const callHelper = (id: number) => step(opcodes.call, { imm: id });

export const callKfunc = ({ places }: Workshop, { module, typeId }: PlacedType) =>
  step(opcodes.call, { src: pseudo.kfunc, offset: places.module(module), imm: typeId });

const leave: readonly Step[] = [setNumber(0, 0), step(opcodes.exit)];

const slotsOf = ({ nextImm }: Step) => (nextImm === undefined ? 1 : 2);
const countSlots = (steps: readonly Step[]) => steps.reduce((sum, each) => sum + slotsOf(each), 0);

function assemble(steps: readonly Step[]): Uint8Array {
  return encodeProgram(steps.map((each, index) => ({ ...each, slot: countSlots(steps.slice(0, index)) })));
}

const arena = ({ namesArena, places }: Workshop) => (namesArena ? [setMap(ARENA_REGISTER, places.arena)] : []);

/** A program of what stands before the call, the call, what comes after it, and `return 0`. */
export function programAround(
  workshop: Workshop,
  before: readonly Step[],
  call: Step,
  after: readonly Step[] = [],
): MinimalProgram {
  const start = [...arena(workshop), ...before];
  return { bytes: assemble([...start, call, ...after, ...leave]), callSlot: countSlots(start) };
}

/** `return 0` alone: whether the kernel loads the form at all. */
export const emptyProgram = (workshop: Workshop) => assemble([...arena(workshop), ...leave]);

/** A pointer gets stack of its own, a number 0: nothing that a kfunc could be content with, but of the right kind. */
function argument(btf: Btf, type: number, index: number): Step[] {
  const register = index + 1;
  return btf.resolved(type).kind === "ptr" ? setStack(register, -ROOM * register) : [setNumber(register, 0)];
}

/** Suffix of parameters that may be of an arena's memory (kernel/bpf/verifier.c, v7.3). */
const isOfArena = ({ name }: { readonly name: string }) => name.endsWith("__arena");

export function minimalProgram(workshop: Workshop, place: PlacedType): MinimalProgram {
  const btf = typesAt(workshop.types, place);
  const params = parametersOf(btf, place.typeId);
  const args = params.slice(0, REGISTERS).flatMap(({ type }, index) => argument(btf, type, index));
  const namesArena = workshop.namesArena || params.some(isOfArena);
  return programAround({ ...workshop, namesArena }, args, callKfunc(workshop, place));
}
