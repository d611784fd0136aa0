const PAGE_SIZE = 4096n;

/** Where a scenario's memory of processes may stand: nothing else of theirs stands there. Addresses, the last one included. */
export const userWindow = { first: 0x10_0000_0000, last: 0x1f_ffff_ffff } as const;
/** Of a scenario's piece, in bytes: it crosses one boundary of pages at most. */
export const MOST_USER_BYTES = 4096;

/** TASK_SIZE_MAX with four levels of page tables (arch/x86/include/asm/page_64_types.h, v7.3). */
const TASK_SIZE_MAX = 0x7fff_ffff_f000n;
/** vm.mmap_min_addr of Debian's kernels: nothing is mapped below. */
const LOWEST_MAPPED = 0x1_0000n;

/**
 * Memory of the process that runs the trigger, and of its children: what a scenario puts there, in whole pages, which are
 * zeros around it.
 */
export class UserMemory {
  readonly #pages = new Map<bigint, Uint8Array>();

  add(address: bigint, bytes: Uint8Array): void {
    for (const [index, byte] of bytes.entries()) {
      const at = address + BigInt(index);
      const page = at / PAGE_SIZE;
      const known = this.#pages.get(page) ?? new Uint8Array(Number(PAGE_SIZE));
      this.#pages.set(page, known);
      known[Number(at % PAGE_SIZE)] = byte;
    }
  }

  /** The bytes that can be read from there on: fewer than `size` where a page is not mapped. */
  read(address: bigint, size: number): Uint8Array {
    const bytes = new Uint8Array(size);
    for (let index = 0; index < size; index++) {
      const at = address + BigInt(index);
      const page = this.#pages.get(at / PAGE_SIZE);
      if (!page) return bytes.slice(0, index);
      bytes[index] = page[Number(at % PAGE_SIZE)] ?? 0;
    }
    return bytes;
  }

  /** Whether a scenario says what stands at this address; elsewhere processes have memory that nothing is known of. */
  knows(address: bigint): boolean {
    const isWindow = address >= BigInt(userWindow.first) && address <= BigInt(userWindow.last);
    return isWindow || address < LOWEST_MAPPED || address >= TASK_SIZE_MAX;
  }
}
