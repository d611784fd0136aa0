import { arithmeticOperations, type Width } from "../../core/isa/operations/arithmetic.ts";
import { byteSwaps, swapWidths } from "../../core/isa/operations/byte-swaps.ts";
import { conditions } from "../../core/isa/operations/conditions.ts";
import { memorySizes } from "../../core/isa/operations/sizes.ts";
import type { Random } from "./random.ts";

/** Bytes of memory that a program works on; it leaves its registers in the upper half. */
export const MEMORY_SIZE = 128;
const WORKED_ON = 64;

/** Registers that programs calculate with; r8 counts loops and r9 points to the memory. */
const numbers = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const arguments_ = [1, 2, 3, 4, 5] as const;
const COUNTER = 8;
const MEMORY = 9;
/** The stack that programs use, from r10 downwards; all of it is written at the start. */
const STACK_SLOTS = 4;

const interesting = [
  "0",
  "1",
  "-1",
  "0x7f",
  "0x80",
  "0xffff",
  "0x7fffffff",
  "-0x80000000",
  "0xff",
  "31",
  "32",
  "63",
  "64",
];
const interesting64 = ["0x7fffffffffffffff", "0x8000000000000000", "0xffffffff", "0x100000000", "0xffffffff80000000"];

/** Programs that the verifier takes, as assembly text: arithmetic, memory, jumps, loops, calls, of every opcode. */
class ProgramWriter {
  readonly #random: Random;
  readonly #lines: string[] = [];
  readonly #functions: string[] = [];
  #labels = 0;
  /** Instructions that the body may still take. */
  #room: number;

  constructor(random: Random) {
    this.#random = random;
    this.#room = 4 + random.below(40);
  }

  write(): string {
    this.#setUp();
    this.#body(0);
    for (const [index, register] of [...numbers, COUNTER].entries()) {
      if (register !== COUNTER) this.#line(`*(u64 *)(r${MEMORY} + ${WORKED_ON + 8 * index}) = r${register}`);
    }
    this.#line("exit");
    return [...this.#lines, ...this.#functions].join("\n");
  }

  #line(text: string): void {
    this.#lines.push(text);
  }

  #label(): string {
    return `l${this.#labels++}`;
  }

  #setUp(): void {
    this.#line(`ld_pseudo r${MEMORY}, 2, 0`);
    for (const register of numbers) this.#set(register);
    for (let slot = 1; slot <= STACK_SLOTS; slot++) this.#line(`*(u64 *)(r10 - ${8 * slot}) = r${this.#number()}`);
  }

  #number(): number {
    return this.#random.pick(numbers);
  }

  /** Gives a register a value of its own. */
  #set(register: number): void {
    const random = this.#random;
    if (random.chance(30)) this.#line(`r${register} = *(u64 *)(r${MEMORY} + ${8 * random.below(WORKED_ON / 8)})`);
    else if (random.chance(40)) this.#line(`r${register} = ${random.pick(interesting64)} ll`);
    else this.#line(`r${register} = ${this.#immediate()}`);
  }

  #immediate(): string {
    return this.#random.chance(60) ? this.#random.pick(interesting) : `${this.#random.word() | 0}`;
  }

  #body(depth: number): void {
    while (this.#room-- > 0) {
      const random = this.#random;
      const kind = random.below(100);
      if (kind < 42) this.#arithmetic();
      else if (kind < 48) this.#other();
      else if (kind < 64) this.#access();
      else if (kind < 72) this.#atomic();
      else if (kind < 90 || depth > 1) this.#jump(depth);
      else if (kind < 95) this.#loop(depth);
      else this.#call();
      if (depth > 0 && random.chance(25)) return;
    }
  }

  #arithmetic(): void {
    const random = this.#random;
    const width: Width = random.chance(50) ? 32 : 64;
    const row = random.pick(arithmeticOperations.filter(({ only }) => only?.widths.includes(width) ?? true));
    const letter = width === 32 ? "w" : "r";
    const destination = `${letter}${this.#number()}`;
    const blank = row.symbol.endsWith(")") ? "" : " ";
    const right = row.only || random.chance(60) ? `${letter}${this.#number()}` : this.#operand(row.refuses, width);
    this.#line(`${destination} ${row.symbol}${blank}${right}`);
  }

  #operand(refuses: "zero" | "wide-shift" | undefined, width: Width): string {
    if (refuses === "wide-shift") return `${this.#random.below(width)}`;
    const immediate = this.#immediate();
    return refuses === "zero" && Number(immediate) === 0 ? "3" : immediate;
  }

  #other(): void {
    const random = this.#random;
    const register = this.#number();
    if (random.chance(40)) {
      const letter = random.chance(50) ? "w" : "r";
      this.#line(`${letter}${register} = -${letter}${register}`);
    } else {
      this.#line(`r${register} = ${random.pick(byteSwaps).name}${random.pick(swapWidths)} r${register}`);
    }
  }

  /** A place of some bytes: aligned on the stack, anywhere in memory. */
  #place(bytes: number, aligned: boolean): string {
    const random = this.#random;
    if (random.chance(50)) return `r10 - ${8 * STACK_SLOTS - bytes * random.below((8 * STACK_SLOTS) / bytes)}`;
    const offset = aligned ? bytes * random.below(WORKED_ON / bytes) : random.below(WORKED_ON - bytes + 1);
    return `r${MEMORY} + ${offset}`;
  }

  #access(): void {
    const random = this.#random;
    const size = random.pick(memorySizes);
    const place = this.#place(size.bytes, false);
    if (random.chance(50)) {
      const signed = size.bytes < 8 && random.chance(40);
      this.#line(`r${this.#number()} = *(${signed ? size.signed : size.unsigned} *)(${place})`);
    } else {
      const value = random.chance(70) ? `r${this.#number()}` : this.#immediate();
      this.#line(`*(${size.unsigned} *)(${place}) = ${value}`);
    }
  }

  #atomic(): void {
    const random = this.#random;
    const bits = random.pick([32, 64] as const);
    const letter = bits === 32 ? "w" : "r";
    const source = `${letter}${this.#number()}`;
    const place = this.#place(bits / 8, true);
    const name = random.pick(["add", "or", "and", "xor"] as const);
    const symbol = { add: "+=", or: "|=", and: "&=", xor: "^=" }[name];
    const suffix = bits === 32 ? "32_32" : "_64";
    const size = random.pick(memorySizes);
    const ordered = this.#place(size.bytes, true);
    const whole = size.bytes === 8 ? "r" : "w";
    this.#line(
      random.pick([
        `lock *(u${bits} *)(${place}) ${symbol} ${source}`,
        `${source} = atomic_fetch_${name}((u${bits} *)(${place}), ${source})`,
        `${source} = xchg${suffix}(${place}, ${source})`,
        this.#compareAndExchange(bits, place, source),
        `${whole}${this.#number()} = load_acquire((${size.unsigned} *)(${ordered}))`,
        `store_release((${size.unsigned} *)(${ordered}), ${whole}${this.#number()})`,
      ]),
    );
  }

  /**
   * Of 32 bits, the old value is to be zero-extended into r0 (RFC 9669 section 5.3). x86-64 leaves r0 as it was where the exchange
   * is made, and Linux 6.18 adds what clears the upper half only where its verifier saw that half read: not on ways that
   * it pruned. So this is done here.
   */
  #compareAndExchange(bits: 32 | 64, place: string, source: string): string {
    if (bits === 64) return `r0 = cmpxchg_64(${place}, r0, ${source})`;
    return `w0 = cmpxchg32_32(${place}, w0, ${source})\nw0 = w0`;
  }

  #condition(): string {
    const random = this.#random;
    const letter = random.chance(50) ? "w" : "r";
    const right = random.chance(50) ? `${letter}${this.#number()}` : this.#immediate();
    return `if ${letter}${this.#number()} ${random.pick(conditions).symbol} ${right}`;
  }

  /** Over some instructions, or to one of two arms. */
  #jump(depth: number): void {
    const label = this.#label();
    const random = this.#random;
    this.#line(random.chance(8) ? `may_goto ${label}` : `${this.#condition()} goto ${label}`);
    this.#body(depth + 1);
    if (random.chance(30)) {
      const end = this.#label();
      this.#line(`${random.chance(50) ? "goto" : "gotol"} ${end}`);
      this.#line(`${label}:`);
      this.#body(depth + 1);
      this.#arithmetic();
      this.#line(`${end}:`);
    } else this.#line(`${label}:`);
  }

  #loop(depth: number): void {
    const label = this.#label();
    this.#line(`r${COUNTER} = ${1 + this.#random.below(5)}`);
    this.#line(`${label}:`);
    const loops = depth + 2;
    this.#body(loops);
    this.#line(`r${COUNTER} -= 1`);
    this.#line(`if r${COUNTER} != 0 goto ${label}`);
  }

  /** A function of the program, which takes its arguments' registers with it. */
  #call(): void {
    const name = `function${this.#functions.length}`;
    this.#line(`call ${name}`);
    for (const register of arguments_) this.#set(register);
    const random = this.#random;
    const lines = [`${name}: r0 = r${random.pick(arguments_)}`];
    for (let count = random.below(6); count > 0; count--) {
      const row = random.pick(arithmeticOperations.filter(({ only, refuses }) => !only && !refuses));
      lines.push(`${random.chance(50) ? "r0" : "r1"} ${row.symbol} r${random.pick(arguments_)}`);
    }
    this.#functions.push([...lines, "exit"].join("\n"));
  }
}

/** A program as assembly text. Its 64-bit load of kind 2 is of the memory that it works on. */
export const randomProgram = (random: Random): string => new ProgramWriter(random).write();
