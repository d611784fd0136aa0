const SECOND = 1_000_000_000n;
const MICROSECOND = 1_000n;

/** CONFIG_HZ of Debian's kernels: ticks in a second. */
export const HZ = 250;

/**
 * Time of the modelled kernel, in nanoseconds: all its clocks show the same. Runs are to be the same each time, so it starts at
 * one second and moves on by a microsecond at each reading, and to whatever is waited for.
 */
export class Clock {
  #now = SECOND;

  get now(): bigint {
    return this.#now;
  }

  /** Ticks so far, of which Linux calls the lower half tcp_jiffies32. They count from 0, in Linux from five minutes below 2^32. */
  get jiffies(): bigint {
    return (this.#now * BigInt(HZ)) / SECOND;
  }

  /** As a program reads it. */
  read(): bigint {
    const now = this.#now;
    this.#now += MICROSECOND;
    return now;
  }

  /** Never goes back. */
  advanceTo(time: bigint): void {
    if (time > this.#now) this.#now = time;
  }
}
