import type { BasicBlock, DescribedInstruction } from "../../isa/control-flow.ts";
import { BPF_PSEUDO_FUNC, BPF_PSEUDO_MAP_FD, BPF_PSEUDO_MAP_IDX, CALL } from "../../isa/encoding.ts";
import type { Instruction } from "../../isa/instruction.ts";
import type { OperationOf } from "../../isa/operation.ts";
import { ARGUMENTS, registersIn, registerUse } from "../../isa/register-use.ts";
import type { ContextPointer } from "./context-pointer.ts";
import { FactsBefore } from "./facts-before.ts";
import { type FollowedProgram, isSubprogramCall, targetOf } from "./followed-program.ts";
import {
  CONTEXT,
  checked,
  type Held,
  heldIn,
  MAP,
  merge,
  NONE,
  nothingHeld,
  PACKET_END,
  POINTER,
  type PointerState,
  type Sources,
  STACK,
  same,
  sourceAt,
  sourceIndices,
  unchecked,
  withRegisters,
} from "./pointer-state.ts";
import { type RegisterAccess, registerAccess } from "./register-access.ts";
import { ReturnedFacts } from "./returned-facts.ts";
import { POINTER_BYTES, spillPlace } from "./spill-place.ts";

/** Where a program gets pointers. */
export interface PointerSources {
  /** Whether what a call of a helper or kfunc gives may be NULL. */
  resultMayBeNull(call: Instruction): boolean;
  /** One bit for each register that may hold such a pointer when the function at a slot is called from elsewhere. */
  argumentsThatMayBeNull(start: number): number;
  /** One bit for each register that holds a pointer when the function at a slot is called from elsewhere: the context. */
  argumentsNotNull(start: number): number;
  /** The pointer that a load of so many bytes from an offset of the context gives; undefined where it gives a number. */
  contextHolds(offset: number, bytes: number): ContextPointer | undefined;
  /** Whether loads from other memory may give pointers that may be NULL: maps keep some. */
  readonly keepsPointers: boolean;
}

/** What is done with pointers that the verifier may refuse. */
export interface UncheckedPointers {
  /** Slots of calls whose results are perhaps used before they were compared with NULL; the others' surely are not. */
  readonly results: ReadonlySet<number>;
  /** Slots of loads, so. */
  readonly loads: ReadonlySet<number>;
  /** Slots of arithmetic whose operands must be looked at. */
  readonly arithmetic: ReadonlySet<number>;
  /** Those of them where the operand that is a pointer is the end of the packet. */
  readonly packetEnds: ReadonlySet<number>;
}

/** Of blocks, and of calls and arguments that pointers come from: programs of people stay far below. */
const MOST_VISITS = 50_000;
const MOST_SOURCES = 500;

/** Follows pointers that may be NULL through a program until they are compared with it, over what is written of them. */
class PointerWalk {
  readonly results = new Set<number>();
  readonly loads = new Set<number>();
  readonly arithmetic = new Set<number>();
  readonly packetEnds = new Set<number>();
  readonly #sources: PointerSources;
  readonly #before: FactsBefore<PointerState>;
  readonly #starts: readonly number[];
  /** What each source is; undefined for an argument. */
  readonly #origins: (Instruction | undefined)[] = [];
  readonly #known = new Map<string, Sources>();
  readonly #returned: ReturnedFacts<Sources>;

  constructor({ blocks, starts }: FollowedProgram, sources: PointerSources) {
    this.#before = new FactsBefore(blocks, { merge, same });
    this.#starts = starts;
    this.#returned = new ReturnedFacts(starts, this.#before, (left, right) => left | right);
    this.#sources = sources;
  }

  /** Undefined where the program is too large to be followed. */
  walk(): UncheckedPointers | undefined {
    for (const start of this.#starts) {
      const nullable = registersIn(this.#sources.argumentsThatMayBeNull(start)).map(
        (index) => [index, { sources: POINTER | this.#source(`${start} ${index}`) }] as const,
      );
      const notNull = registersIn(this.#sources.argumentsNotNull(start)).map(
        (index) => [index, { sources: POINTER | CONTEXT }] as const,
      );
      this.#before.reach(start, withRegisters(nothingHeld, [...nullable, ...notNull]));
    }
    let visits = 0;
    for (let open = this.#before.next(); open; open = this.#before.next()) {
      if (visits++ > MOST_VISITS || this.#origins.length > MOST_SOURCES) return undefined;
      this.#follow(open.block, open.facts);
    }
    const { results, loads, arithmetic, packetEnds } = this;
    return { results, loads, arithmetic, packetEnds };
  }

  #source(key: string, origin?: Instruction): Sources {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const source = sourceAt(this.#origins.length);
    this.#origins.push(origin);
    this.#known.set(key, source);
    return source;
  }

  /** Their pointers are perhaps used before they are compared. */
  #use(sources: Sources): void {
    for (const index of sourceIndices(sources)) {
      const origin = this.#origins[index];
      if (origin) (origin.opcode === CALL ? this.results : this.loads).add(origin.slot);
    }
  }

  #useSpilled({ spilled }: PointerState): void {
    for (const sources of spilled.values()) this.#use(sources);
  }

  #follow({ instructions, last, successors }: BasicBlock, before: PointerState): void {
    const state = instructions.reduce((known, each) => this.#after(each, known), before);
    const { operation, instruction } = last;
    if (operation.kind === "exit") this.#returned.give(instruction.slot, heldIn(state, 0).sources);
    const isCheck = operation.kind === "jump-if" && comparesWithNull(operation, instruction);
    for (const slot of successors) this.#before.reach(slot, isCheck ? checked(state, instruction.dst) : state);
  }

  #after(each: DescribedInstruction, state: PointerState): PointerState {
    const { operation, instruction } = each;
    if (operation.kind === "invalid" || operation.kind === "jump-if") return state;
    switch (operation.kind) {
      case "call":
        return this.#afterCall(each, state);
      case "arithmetic":
        return withRegisters(state, [[instruction.dst, this.#calculated(operation, instruction, state)]]);
      case "load-immediate":
        return withRegisters(state, [[instruction.dst, { sources: loaded(instruction.src) }]]);
      case "load":
      case "store":
        return this.#afterAccess(each, state);
      default: {
        const { reads, writes, forgets } = registerUse(operation, instruction);
        for (const index of registersIn(reads)) this.#use(heldIn(state, index).sources);
        return withRegisters(
          state,
          registersIn(writes | forgets).map((index) => [index, nothing]),
        );
      }
    }
  }

  /** What arithmetic gives. */
  #calculated(operation: OperationOf<"arithmetic">, { slot, dst, src, imm }: Instruction, state: PointerState): Held {
    const { row, width, operand } = operation;
    const left = row.overwrites ? nothing : heldIn(state, dst);
    const right = operand === "register" ? heldIn(state, src) : nothing;
    if (row.name === "mov" && width === 64) return right;
    const both = left.sources | right.sources;
    if (row.overwrites || both === NONE) return nothing;
    this.#use(both);
    const adds = row.name === "add";
    const moves = width === 64 && (adds || row.name === "sub");
    if (moves ? !movesPlainly(adds, left.sources, right.sources) : width === 64 || row.name !== "sub") {
      this.arithmetic.add(slot);
      if (moves && both & PACKET_END && !(both & POINTER)) this.packetEnds.add(slot);
    }
    if (!moves || (isPointer(left.sources) && isPointer(right.sources))) return nothing;
    const place = adds && operand === "immediate" && left.place !== undefined ? left.place + imm : undefined;
    return { sources: both & (POINTER | STACK), place };
  }

  #afterAccess(each: DescribedInstruction, state: PointerState): PointerState {
    const access = registerAccess(each);
    if (!access) return state;
    const { instruction, base, intent, size } = access;
    const { sources, place } = heldIn(state, base);
    const isWhole = size.bytes === POINTER_BYTES;
    const at = spillPlace(access, place);
    this.#use(sources);
    if (at === undefined && sources & STACK) this.#useSpilled(state);
    if (intent === "read") {
      if (at === undefined) return this.#withValue(state, instruction.dst, this.#loaded(access, sources));
      return withRegisters(state, [[instruction.dst, { sources: isWhole ? (state.spilled.get(at) ?? NONE) : NONE }]]);
    }
    const { operation } = each;
    const isRegister = operation.kind === "store" && operation.operand === "register";
    const stored = isRegister && isWhole ? heldIn(state, instruction.src).sources : NONE;
    if (at === undefined) {
      this.#use(stored);
      // Whatever the store may have met is a number to the verifier (check_stack_write_var_off).
      return sources & STACK ? { ...state, spilled: new Map() } : state;
    }
    const spilled = new Map(state.spilled);
    if (stored === NONE) spilled.delete(at);
    else spilled.set(at, stored);
    return { ...state, spilled };
  }

  /** What a load gives by a pointer, but from the stack. */
  #loaded({ instruction, size: { bytes } }: RegisterAccess, pointer: Sources): Sources {
    const given = pointer & CONTEXT ? this.#sources.contextHolds(instruction.offset, bytes) : undefined;
    if (given === "pointer" || given === "packet") return POINTER;
    if (given === "packet-end") return PACKET_END;
    const mayBeKept = this.#sources.keepsPointers && bytes === POINTER_BYTES && !(pointer & STACK);
    const isKept = mayBeKept && this.#origins.length < MOST_SOURCES / 2;
    if (!given && !isKept) return NONE;
    return (given ? POINTER : NONE) | this.#source(`${instruction.slot}`, instruction);
  }

  /** What is called may find on the stack what was spilled there. */
  #afterCall(call: DescribedInstruction, state: PointerState): PointerState {
    const { instruction } = call;
    this.#useSpilled(state);
    const passed = registersIn(ARGUMENTS).map((index) => [index, { sources: heldIn(state, index).sources }] as const);
    const cleared = withRegisters(
      state,
      passed.map(([index]) => [index, nothing]),
    );
    if (isSubprogramCall(call)) {
      const callee = targetOf(call) ?? -1;
      this.#before.reach(callee, withRegisters(nothingHeld, passed));
      const isGivenStack = passed.some(([, { sources }]) => sources & STACK);
      return this.#withValue(isGivenStack ? { ...cleared, spilled: new Map() } : cleared, 0, this.#returned.of(callee));
    }
    for (const [, { sources }] of passed) this.#use(sources);
    const mayBeNull = this.#sources.resultMayBeNull(instruction);
    return this.#withValue(cleared, 0, mayBeNull ? POINTER | this.#source(`${instruction.slot}`, instruction) : NONE);
  }

  /** After a call or a load. What it gave before is told from what it gives now only while the program runs. */
  #withValue(state: PointerState, register: number, value: Sources = NONE): PointerState {
    const given = withRegisters(state, [[register, nothing]]);
    const again = unchecked(value);
    if (again !== NONE) for (const each of [...given.registers, ...given.spilled.values()]) this.#use(each & again);
    return withRegisters(given, [[register, { sources: value }]]);
  }
}

const nothing: Held = { sources: NONE };

/** Whether a value is a pointer on some way. */
const isPointer = (sources: Sources): boolean => (sources & (POINTER | PACKET_END)) !== NONE;

/** Whether an addition or subtraction is one that the verifier always allows: of a number and a pointer that was compared. */
const movesPlainly = (adds: boolean, left: Sources, right: Sources): boolean => {
  const [isLeft, isRight] = [isPointer(left), isPointer(right)];
  if (unchecked(left | right) !== NONE || (left | right) & MAP) return false;
  if ((left | right) & PACKET_END && !(isLeft && isRight)) return false;
  if (adds) return !(isLeft && isRight);
  return !(left & STACK) && (!isRight || isLeft);
};

const maps: ReadonlySet<number> = new Set([BPF_PSEUDO_MAP_FD, BPF_PSEUDO_MAP_IDX]);

/** What a 64-bit immediate load gives, by its `src`. */
const loaded = (src: number): Sources => {
  if (src === 0 || src === BPF_PSEUDO_FUNC) return NONE;
  return maps.has(src) ? POINTER | MAP : POINTER;
};

const equality: ReadonlySet<string> = new Set(["jeq", "jne"]);

/** Whether a jump shows of a pointer whether it is NULL (check_cond_jmp_op, kernel/bpf/verifier.c, v7.3). */
const comparesWithNull = ({ row, width, operand }: OperationOf<"jump-if">, { imm }: Instruction): boolean =>
  width === 64 && operand === "immediate" && imm === 0 && equality.has(row.name);

const NOTHING: UncheckedPointers = {
  results: new Set(),
  loads: new Set(),
  arithmetic: new Set(),
  packetEnds: new Set(),
};

/**
 * Which calls and loads give pointers that the program perhaps uses before it has compared them with NULL, and where it may calculate with
 * pointers as Linux does not allow it. A pointer is followed through registers, 8 bytes of the stack at a time, and functions. In a
 * program with indirect jumps, or one too large for that, every such call counts, and neither loads nor arithmetic; of very many loads from
 * maps that keep pointers, only the first.
 */
export function uncheckedPointers(program: FollowedProgram, sources: PointerSources): UncheckedPointers {
  const calls = program.described.filter((each) => each.operation.kind === "call" && !isSubprogramCall(each));
  const nullable = calls.filter(({ instruction }) => sources.resultMayBeNull(instruction));
  const everywhere = { ...NOTHING, results: new Set(nullable.map(({ instruction }) => instruction.slot)) };
  if (program.jumpsIndirectly) return everywhere;
  return new PointerWalk(program, sources).walk() ?? everywhere;
}
