import {
  type BasicBlock,
  basicBlocks,
  type DescribedInstruction,
  describeAll,
  functionTarget,
} from "../../isa/control-flow.ts";
import {
  BPF_PSEUDO_FUNC,
  BPF_PSEUDO_MAP_FD,
  BPF_PSEUDO_MAP_IDX,
  FRAME_POINTER,
  REGISTER_COUNT,
} from "../../isa/encoding.ts";
import type { Instruction } from "../../isa/instruction.ts";
import type { OperationOf } from "../../isa/operation.ts";
import { ARGUMENTS, registersIn, registerUse } from "../../isa/register-use.ts";
import { FactsBefore } from "./facts-before.ts";
import { registerAccess } from "./register-access.ts";
import { fixedAccess } from "./written-stack.ts";

/** Where a program gets pointers. */
export interface PointerSources {
  /** Whether what a call of a helper or kfunc gives may be NULL. */
  resultMayBeNull(call: Instruction): boolean;
  /** One bit for each register that may hold such a pointer when the function at a slot is called from elsewhere. */
  argumentsThatMayBeNull(start: number): number;
  /** One bit for each register that holds a pointer when the function at a slot is called from elsewhere: the context. */
  argumentsNotNull(start: number): number;
  /** Whether a load of so many bytes from an offset of the context gives a pointer. */
  contextHolds(offset: number, bytes: number): boolean;
}

/** What is done with pointers that the verifier may refuse. */
export interface UncheckedPointers {
  /** Slots of calls whose results are perhaps used before they were compared with NULL; the others' surely are not. */
  readonly results: ReadonlySet<number>;
  /** Slots of arithmetic whose operands must be looked at. */
  readonly arithmetic: ReadonlySet<number>;
}

/** What a value may be, and where it may come from without having been compared with NULL yet: one bit for each source. */
type Sources = bigint;

/** In front of the sources: a pointer; one to a map; one to the stack; the context. */
const POINTER = 1n;
const MAP = 2n;
const STACK = 4n;
const CONTEXT = 8n;
const KINDS = POINTER | MAP | STACK | CONTEXT;
const KIND_BITS = 4n;

interface State {
  readonly registers: readonly Sources[];
  /** By the offset of 8 bytes from the frame pointer. */
  readonly spilled: ReadonlyMap<number, Sources>;
}

const POINTER_BYTES = 8;
/** Of blocks, and of calls and arguments that pointers come from: programs of people stay far below. */
const MOST_VISITS = 50_000;
const MOST_SOURCES = 500;
const NONE: Sources = 0n;
const nothingHeld: State = {
  registers: Array.from({ length: REGISTER_COUNT }, (_, index) => (index === FRAME_POINTER ? POINTER | STACK : NONE)),
  spilled: new Map(),
};

const unchecked = (sources: Sources): Sources => sources & ~KINDS;
const isOne = (sources: Sources): boolean => sources !== NONE && (sources & (sources - 1n)) === NONE;

function merge(left: State, right: State): State {
  const spilled = new Map(left.spilled);
  for (const [at, sources] of right.spilled) spilled.set(at, (spilled.get(at) ?? NONE) | sources);
  return { registers: left.registers.map((each, index) => each | (right.registers[index] ?? NONE)), spilled };
}

const same = (left: State, right: State): boolean =>
  left.registers.every((each, index) => each === right.registers[index]) &&
  left.spilled.size === right.spilled.size &&
  [...left.spilled].every(([at, sources]) => right.spilled.get(at) === sources);

const withRegisters = (state: State, registers: readonly (readonly [number, Sources])[]): State => {
  const changed = [...state.registers];
  for (const [index, sources] of registers) changed[index] = sources;
  return { ...state, registers: changed };
};

/** All copies of a pointer are checked with one. */
function checked(state: State, register: number): State {
  const held = state.registers[register] ?? NONE;
  const sources = unchecked(held);
  if (!isOne(sources)) return withRegisters(state, [[register, held & KINDS]]);
  const spilled = new Map([...state.spilled].map(([at, each]) => [at, each & ~sources]));
  return { registers: state.registers.map((each) => each & ~sources), spilled };
}

/** Follows pointers that may be NULL through a program until they are compared with it, over what is written of them. */
class PointerWalk {
  readonly results = new Set<number>();
  readonly arithmetic = new Set<number>();
  readonly #sources: PointerSources;
  readonly #before: FactsBefore<State>;
  /** The call of each source; undefined where it is an argument. */
  readonly #slots: (number | undefined)[] = [];
  readonly #known = new Map<string, Sources>();
  /** What functions may give back. */
  #returned: Sources = NONE;

  constructor(blocks: ReadonlyMap<number, BasicBlock>, sources: PointerSources) {
    this.#before = new FactsBefore(blocks, { merge, same });
    this.#sources = sources;
  }

  /** Undefined where the program is too large to be followed. */
  walk(functions: Iterable<number>): UncheckedPointers | undefined {
    for (const start of functions) {
      const nullable = registersIn(this.#sources.argumentsThatMayBeNull(start)).map(
        (index) => [index, POINTER | this.#source(`${start} ${index}`, undefined)] as const,
      );
      const notNull = registersIn(this.#sources.argumentsNotNull(start)).map(
        (index) => [index, POINTER | CONTEXT] as const,
      );
      this.#before.reach(start, withRegisters(nothingHeld, [...nullable, ...notNull]));
    }
    let visits = 0;
    for (let open = this.#before.next(); open; open = this.#before.next()) {
      if (visits++ > MOST_VISITS || this.#slots.length > MOST_SOURCES) return undefined;
      this.#follow(open.block, open.facts);
    }
    return { results: this.results, arithmetic: this.arithmetic };
  }

  #source(key: string, slot: number | undefined): Sources {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const source = 1n << (BigInt(this.#slots.length) + KIND_BITS);
    this.#slots.push(slot);
    this.#known.set(key, source);
    return source;
  }

  /** Their pointers are perhaps used before they are compared. */
  #use(sources: Sources): void {
    let left = sources >> KIND_BITS;
    for (let index = 0; left !== NONE; index++, left >>= 1n) {
      const slot = this.#slots[index];
      if (slot !== undefined && left & 1n) this.results.add(slot);
    }
  }

  #follow({ instructions, last, successors }: BasicBlock, before: State): void {
    const state = instructions.reduce((known, each) => this.#after(each, known), before);
    const { operation, instruction } = last;
    if (operation.kind === "exit") this.#give(state.registers[0] ?? NONE);
    const isCheck = operation.kind === "jump-if" && comparesWithNull(operation, instruction);
    for (const slot of successors) this.#before.reach(slot, isCheck ? checked(state, instruction.dst) : state);
  }

  #give(sources: Sources): void {
    if ((this.#returned | sources) === this.#returned) return;
    this.#returned |= sources;
    this.#before.reopen(({ last }) => isFunctionCall(last));
  }

  #after(each: DescribedInstruction, state: State): State {
    const { operation, instruction } = each;
    if (operation.kind === "invalid") return state;
    const { dst, src } = instruction;
    const held = (index: number) => state.registers[index] ?? NONE;
    switch (operation.kind) {
      case "call":
        return this.#afterCall(each, operation, state);
      case "arithmetic":
        return withRegisters(state, [[dst, this.#calculated(operation, instruction, state)]]);
      case "load-immediate":
        return withRegisters(state, [[dst, loaded(src)]]);
      case "jump-if":
        return state;
      case "load":
      case "store":
        return this.#afterAccess(each, state);
      default: {
        const { reads, writes, forgets } = registerUse(operation, instruction);
        for (const index of registersIn(reads)) this.#use(held(index));
        return withRegisters(
          state,
          registersIn(writes | forgets).map((index) => [index, NONE]),
        );
      }
    }
  }

  /** What arithmetic gives. */
  #calculated(
    { row, width, operand }: OperationOf<"arithmetic">,
    { slot, dst, src }: Instruction,
    state: State,
  ): Sources {
    const left = row.overwrites ? NONE : (state.registers[dst] ?? NONE);
    const right = operand === "register" ? (state.registers[src] ?? NONE) : NONE;
    if (row.name === "mov" && width === 64) return right;
    if (row.overwrites || (left | right) === NONE) return NONE;
    this.#use(left | right);
    const moves = width === 64 && (row.name === "add" || row.name === "sub");
    if (moves ? !movesPlainly(row.name === "add", left, right) : width === 64 || row.name !== "sub") {
      this.arithmetic.add(slot);
    }
    if (!moves || left & right & POINTER) return NONE;
    return (left | right) & (POINTER | STACK);
  }

  #afterAccess(each: DescribedInstruction, state: State): State {
    const access = registerAccess(each);
    if (!access) return state;
    const { instruction, base, intent, size } = access;
    const isWhole = size.bytes === POINTER_BYTES;
    const at = fixedAccess(each) && Math.floor(instruction.offset / POINTER_BYTES) * POINTER_BYTES;
    this.#use(state.registers[base] ?? NONE);
    if (intent === "read") {
      const filled = at !== undefined && isWhole ? (state.spilled.get(at) ?? NONE) : NONE;
      const isContext = ((state.registers[base] ?? NONE) & CONTEXT) !== NONE;
      const given = isContext && this.#sources.contextHolds(instruction.offset, size.bytes) ? POINTER : NONE;
      return withRegisters(state, [[instruction.dst, filled | given]]);
    }
    const { operation } = each;
    const isRegister = operation.kind === "store" && operation.operand === "register";
    const stored = isRegister && isWhole ? (state.registers[instruction.src] ?? NONE) : NONE;
    if (at === undefined) {
      this.#use(stored);
      return state;
    }
    const spilled = new Map(state.spilled);
    if (stored === NONE) spilled.delete(at);
    else spilled.set(at, stored);
    return { ...state, spilled };
  }

  /** What is called may find on the stack what was spilled there. */
  #afterCall(call: DescribedInstruction, operation: OperationOf<"call">, state: State): State {
    const { instruction } = call;
    for (const sources of state.spilled.values()) this.#use(sources);
    const passed = registersIn(ARGUMENTS);
    const cleared = withRegisters(
      state,
      passed.map((index) => [index, NONE]),
    );
    if (isFunctionCall(call)) {
      const registers = nothingHeld.registers.map((none, index) =>
        passed.includes(index) ? (state.registers[index] ?? none) : none,
      );
      this.#before.reach(functionTarget(operation, instruction) ?? -1, { ...nothingHeld, registers });
      return withRegisters(cleared, [[0, this.#returned]]);
    }
    for (const index of passed) this.#use(state.registers[index] ?? NONE);
    if (!this.#sources.resultMayBeNull(instruction)) return withRegisters(cleared, [[0, NONE]]);
    const result = this.#source(`${instruction.slot}`, instruction.slot);
    // What the call gave before is told from what it gives now only while the program runs.
    for (const each of [...cleared.registers.slice(1), ...cleared.spilled.values()]) this.#use(each & result);
    return withRegisters(cleared, [[0, POINTER | result]]);
  }
}

const isFunctionCall = ({ operation }: DescribedInstruction): boolean =>
  operation.kind === "call" && operation.target === "subprogram";

/** Whether an addition or subtraction is one that the verifier always allows: of a number and a pointer that was compared. */
const movesPlainly = (adds: boolean, left: Sources, right: Sources): boolean => {
  if (unchecked(left | right) !== NONE || (left | right) & MAP) return false;
  if (adds) return !(left & right & POINTER);
  return !(left & STACK) && (!(right & POINTER) || (left & POINTER) !== NONE);
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

const NOTHING: UncheckedPointers = { results: new Set(), arithmetic: new Set() };

/**
 * Which calls give pointers that the program perhaps uses before it has compared them with NULL, and where it may calculate with
 * pointers as Linux does not allow it. A pointer is followed through registers, 8 bytes of the stack at a time, and functions. In a
 * program with indirect jumps, or one too large for that, every such call counts, and no arithmetic.
 */
export function uncheckedPointers(
  { instructions, functions }: { readonly instructions: readonly Instruction[]; readonly functions: readonly number[] },
  sources: PointerSources,
): UncheckedPointers {
  const described = describeAll(instructions);
  const calls = described.filter(({ operation }) => operation.kind === "call" && operation.target !== "subprogram");
  const nullable = calls.filter(({ instruction }) => sources.resultMayBeNull(instruction));
  const everywhere = { ...NOTHING, results: new Set(nullable.map(({ instruction }) => instruction.slot)) };
  if (described.some(({ operation }) => operation.kind === "jump-indirect")) return everywhere;
  const [first = 0] = functions;
  const starts = described.flatMap(({ operation, instruction }) => functionTarget(operation, instruction) ?? []);
  const walk = new PointerWalk(basicBlocks(described, first), sources);
  return walk.walk(new Set([...functions, ...starts])) ?? everywhere;
}
