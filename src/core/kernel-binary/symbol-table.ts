import type { KernelAddress } from "./linked-image.ts";

export interface KernelSymbol {
  readonly name: string;
  readonly address: KernelAddress;
}

/** Symbols of a kernel or module by name and by address. A name can stand for several: static functions repeat. */
export class SymbolTable {
  /** In the order of their addresses. */
  readonly #sorted: readonly KernelSymbol[];
  readonly #byName = new Map<string, KernelSymbol[]>();

  constructor(symbols: readonly KernelSymbol[]) {
    this.#sorted = symbols.toSorted((left, right) => left.address - right.address);
    for (const symbol of this.#sorted) {
      const same = this.#byName.get(symbol.name);
      if (same) same.push(symbol);
      else this.#byName.set(symbol.name, [symbol]);
    }
  }

  get size(): number {
    return this.#sorted.length;
  }

  named(name: string): readonly KernelSymbol[] {
    return this.#byName.get(name) ?? [];
  }

  /** How many symbols stand before an address. */
  #before(address: KernelAddress): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle]?.address ?? 0) < address) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Every symbol that stands for exactly this address. */
  at(address: KernelAddress): readonly KernelSymbol[] {
    const start = this.#before(address);
    const end = this.#before(address + 1);
    return this.#sorted.slice(start, end);
  }

  /** From the last symbol at or before an address to the next one: the function that an instruction belongs to. */
  around(address: KernelAddress): { readonly start: KernelAddress; readonly end: KernelAddress } | undefined {
    const next = this.#before(address + 1);
    const start = this.#sorted[next - 1]?.address;
    return start === undefined ? undefined : { start, end: this.#sorted[next]?.address ?? Number.POSITIVE_INFINITY };
  }
}
