import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";

interface Held {
  readonly region: Region;
  readonly offset: number;
  readonly takenAt: number;
}

/** The bpf_spin_lock that the program holds: one at most, and no call of another helper or kfunc while it does (verifier.c, v7.3). */
export class SpinLocks {
  readonly #kernel: Kernel;
  #held: Held | undefined;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  take(region: Region, offset: number): void {
    if (this.#held) this.#refuse("a second lock is taken while one is held", this.#held);
    this.#held = { region, offset, takenAt: this.#kernel.slot };
  }

  giveBack(region: Region, offset: number): void {
    const held = this.#held;
    if (!held) this.#kernel.fault("lock", "a lock is given back that the program does not hold");
    else if (held.region !== region || held.offset !== offset)
      this.#refuse("another lock is given back than the one held", held);
    this.#held = undefined;
  }

  /** `what` is about to happen, which may not while a lock is held. */
  refuseHeld(what: string): void {
    if (this.#held) this.#refuse(`${what} while a lock is held`, this.#held);
  }

  #refuse(message: string, { region, takenAt }: Held): never {
    const origin = { slot: takenAt, message: `the lock in ${region.name} was taken here` };
    return this.#kernel.fault("lock", message, { origin });
  }
}
