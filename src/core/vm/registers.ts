import { FRAME_POINTER, REGISTER_COUNT } from "../isa/encoding.ts";
import { FaultSignal } from "./fault-signal.ts";

/** r1 to r5, which a call takes its arguments from and leaves unreadable. */
const FIRST_ARGUMENT = 1;
const LAST_ARGUMENT = 5;
/** r6 to r9 keep their values over a call, r10 belongs to the frame. */
export const FIRST_SAVED = 6;

/** The registers that a subprogram call keeps for its caller. */
export interface SavedRegisters {
  readonly values: readonly bigint[];
  readonly written: number;
}

/** r0 to r10. A register that was never written, or that a call took, can't be read (the verifier's `!read_ok`). */
export class Registers {
  readonly #values = new BigUint64Array(REGISTER_COUNT);
  /** One bit for each register that may be read. */
  #written = 0;

  /** The 64-bit value, unsigned. */
  read(index: number): bigint {
    if ((this.#written & (1 << index)) === 0) {
      throw new FaultSignal({ rule: "uninitialised-register", message: `r${index} is read before it is written` });
    }
    return this.#values[index] ?? 0n;
  }

  write(index: number, value: bigint): void {
    if (index === FRAME_POINTER) {
      throw new FaultSignal({ rule: "invalid-instruction", message: "the frame pointer r10 is read-only" });
    }
    this.#values[index] = value;
    this.#written |= 1 << index;
  }

  setFramePointer(value: bigint): void {
    this.#values[FRAME_POINTER] = value;
    this.#written |= 1 << FRAME_POINTER;
  }

  isWritten(index: number): boolean {
    return (this.#written & (1 << index)) !== 0;
  }

  /** Makes a register unreadable. */
  forget(index: number): void {
    this.#written &= ~(1 << index);
  }

  forgetAll(): void {
    this.#written = 0;
  }

  forgetArguments(): void {
    for (let index = FIRST_ARGUMENT; index <= LAST_ARGUMENT; index++) this.forget(index);
  }

  /** What a subprogram must not change: r6 to r10. They and r0 are unreadable until the subprogram writes them. */
  save(): SavedRegisters {
    const saved = { values: Array.from(this.#values), written: this.#written };
    this.forget(0);
    for (let index = FIRST_SAVED; index < REGISTER_COUNT; index++) this.forget(index);
    return saved;
  }

  restore({ values, written }: SavedRegisters): void {
    for (let index = FIRST_SAVED; index < REGISTER_COUNT; index++) {
      this.#values[index] = values[index] ?? 0n;
      const bit = 1 << index;
      this.#written = (this.#written & ~bit) | (written & bit);
    }
  }
}
