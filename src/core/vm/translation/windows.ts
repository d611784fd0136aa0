import type { Origin } from "../analysis/origin.ts";

/** Accesses that are likely to reach the same region. */
export interface WindowKey {
  readonly origin: Origin;
  readonly intent: "read" | "write";
  /** In bytes; of a span, all of it. */
  readonly size: number;
}

/** In bytes from the start of a window. */
export const windowField = {
  /** The address of the region's first byte, 64 bits. */
  base: 0,
  /** The first offset in the region that the access can't reach, 64 bits; 0 for none, which keeps the window shut. */
  limit: 8,
  /** The region's place in linear memory. */
  data: 16,
} as const;

export const WINDOW_SIZE = 24;

/**
 * The regions that accesses reached last, in linear memory: one window for all accesses of the program that have the same
 * origin, intent and size. Whoever changes a region shuts them all.
 */
export class Windows {
  readonly #at: number;
  readonly #numbers = new Map<string, number>();

  /** `at` is where the first one stands. */
  constructor(at: number) {
    this.#at = at;
  }

  get size(): number {
    return WINDOW_SIZE * this.#numbers.size;
  }

  /** Where a window stands. */
  at({ origin, intent, size }: WindowKey): number {
    const key = `${origin}/${intent}/${size}`;
    const number = this.#numbers.get(key) ?? this.#numbers.size;
    this.#numbers.set(key, number);
    return this.#at + WINDOW_SIZE * number;
  }
}
