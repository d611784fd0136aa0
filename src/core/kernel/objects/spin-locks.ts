import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";

/** bpf_spin_lock, bpf_res_spin_lock, and the latter with interrupts off: each has its own unlock. */
export type LockKind = "spin" | "res-spin" | "res-spin-irq";

/** A lock by the pointer that leads to it: the verifier takes two lookups of one element for two locks. */
export interface Lock {
  readonly region: Region;
  readonly offset: number;
}

interface Held extends Lock {
  readonly kind: LockKind;
  readonly takenAt: number;
}

/** The locks that the program holds, and what may be done meanwhile (process_spin_lock, kernel/bpf/verifier.c, v7.3). */
export class SpinLocks {
  readonly #kernel: Kernel;
  readonly #held: Held[] = [];

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** In the order in which they were taken. */
  get held(): readonly Lock[] {
    return this.#held;
  }

  get isHeld(): boolean {
    return this.#held.length > 0;
  }

  /** Whether a lock is held that was taken by the pointer to this region (check_reg_allocation_locked). */
  isHeldIn(region: Region): boolean {
    return this.#held.some((each) => each.region === region);
  }

  /**
   * Takes a lock; false where the program holds it by another pointer, which the verifier doesn't see: a bpf_res_spin_lock then
   * says -EDEADLK (resilient_queued_spin_lock_slowpath, kernel/bpf/rqspinlock.c, v7.3).
   */
  take(kind: LockKind, { region, offset }: Lock): boolean {
    this.checkTaking({ region, offset });
    const address = this.#addressOf({ region, offset });
    if (this.#held.some((each) => this.#addressOf(each) === address)) return false;
    this.#held.push({ kind, region, offset, takenAt: this.#kernel.slot });
    return true;
  }

  giveBack(kind: LockKind, lock: Lock): void {
    this.checkGivingBack(kind, lock);
    this.#held.pop();
    this.#kernel.references.endLoans();
    this.#kernel.sections.left();
  }

  /** No lock is taken twice by one pointer. */
  checkTaking({ region, offset }: Lock): void {
    const same = this.#held.find((each) => each.region === region && each.offset === offset);
    if (same) this.#refuse("a lock is taken that is held already", same);
  }

  /** The lock that was taken last is given back first, as what it was taken as. */
  checkGivingBack(kind: LockKind, { region, offset }: Lock): void {
    const last = this.#held.at(-1);
    if (!last) this.#kernel.fault("lock", "a lock is given back that the program does not hold");
    const held = this.#held.find((each) => each.kind === kind && each.region === region && each.offset === offset);
    if (!held) this.#refuse("another lock is given back than one that is held", last);
    if (held !== last) this.#refuse("locks are given back out of order", last);
  }

  /** `what` is about to happen, which may not while a lock is held. */
  refuseHeld(what: string): void {
    const last = this.#held.at(-1);
    if (last) this.#refuse(`${what} while a lock is held`, last);
  }

  /** What two pointers to one lock have in common. */
  #addressOf({ region, offset }: Lock): bigint {
    const { memory } = this.#kernel;
    return memory.canonical(memory.addressOf(region, offset));
  }

  #refuse(message: string, { region, takenAt }: Held): never {
    const origin = { slot: takenAt, message: `the lock in ${region.name} was taken here` };
    return this.#kernel.fault("lock", message, { origin });
  }
}
