import { FRAME_POINTER, REGISTER_COUNT } from "../isa/encoding.ts";
import { ARGUMENTS, registerBit, SAVED } from "../isa/register-use.ts";
import { FaultSignal } from "./fault-signal.ts";

/** r6 to r9 keep their values over a call, r10 belongs to the frame. */
export const FIRST_SAVED = 6;
const KEPT = SAVED | registerBit(FRAME_POINTER);

/** The registers that a subprogram call keeps for its caller. */
export interface SavedRegisters {
  /** From r6 on, the lower half of each first: halves are copied without making numbers of them. */
  readonly halves: Int32Array;
  written: number;
}

const SAVED_HALVES = 2 * (REGISTER_COUNT - FIRST_SAVED);

/** Room for what a call saves. */
export const roomForRegisters = (): SavedRegisters => ({ halves: new Int32Array(SAVED_HALVES), written: 0 });

/** Where the state of the registers stands in its buffer, in bytes: eleven values of 64 bits, then one bit for each that may be read. */
export const REGISTER_VALUES = 0;
export const WRITTEN_BITS = 8 * REGISTER_COUNT;
const STATE_SIZE = WRITTEN_BITS + 8;

/** r0 to r10. A register that was never written, or that a call took, can't be read (the verifier's `!read_ok`). */
export class Registers {
  #values = new BigUint64Array(0);
  /** Of r6 and on. */
  #saved = new Int32Array(0);
  /** One element. */
  #written = new Int32Array(0);

  constructor() {
    this.moveTo(new ArrayBuffer(STATE_SIZE));
  }

  /** Keeps the state in the first bytes of another buffer, which translated programs share. */
  moveTo(buffer: ArrayBuffer): void {
    const values = new BigUint64Array(buffer, REGISTER_VALUES, REGISTER_COUNT);
    values.set(this.#values);
    const written = this.written;
    this.#values = values;
    this.#saved = new Int32Array(buffer, REGISTER_VALUES + 8 * FIRST_SAVED, SAVED_HALVES);
    this.#written = new Int32Array(buffer, WRITTEN_BITS, 1);
    this.written = written;
  }

  /** Back to a buffer of their own. */
  moveBack(): void {
    this.moveTo(new ArrayBuffer(STATE_SIZE));
  }

  /** One bit for each register that may be read. */
  get written(): number {
    return this.#written[0] ?? 0;
  }

  set written(bits: number) {
    this.#written[0] = bits;
  }

  /** The 64-bit value, unsigned. */
  read(index: number): bigint {
    if ((this.written & (1 << index)) === 0) {
      throw new FaultSignal({ rule: "uninitialised-register", message: `r${index} is read before it is written` });
    }
    return this.#values[index] ?? 0n;
  }

  write(index: number, value: bigint): void {
    if (index === FRAME_POINTER) {
      throw new FaultSignal({ rule: "invalid-instruction", message: "the frame pointer r10 is read-only" });
    }
    this.#values[index] = value;
    this.written |= 1 << index;
  }

  setFramePointer(value: bigint): void {
    this.#values[FRAME_POINTER] = value;
    this.written |= 1 << FRAME_POINTER;
  }

  isWritten(index: number): boolean {
    return (this.written & (1 << index)) !== 0;
  }

  /** Makes a register unreadable. */
  forget(index: number): void {
    this.written &= ~(1 << index);
  }

  forgetAll(): void {
    this.written = 0;
  }

  forgetArguments(): void {
    this.written &= ~ARGUMENTS;
  }

  /** r0 to r10; undefined where one may not be read. */
  all(): (bigint | undefined)[] {
    return Array.from(this.#values, (value, index) => (this.isWritten(index) ? value : undefined));
  }

  /** Keeps what a subprogram must not change: r6 to r10. They and r0 are unreadable until the subprogram writes them. */
  save(into: SavedRegisters): void {
    into.written = this.written;
    this.written = into.written & ARGUMENTS;
    copyHalves(this.#saved, into.halves);
  }

  restore({ halves, written }: SavedRegisters): void {
    copyHalves(halves, this.#saved);
    this.written = (this.written & ~KEPT) | (written & KEPT);
  }
}

/** For so few, a loop is faster than what typed arrays bring along. */
function copyHalves(from: Int32Array, to: Int32Array): void {
  for (let index = 0; index < SAVED_HALVES; index++) to[index] = from[index] ?? 0;
}
