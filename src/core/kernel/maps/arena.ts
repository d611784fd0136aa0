import { type AccessSize, readUnsigned, toU64, writeUnsigned } from "../../bytes/integers.ts";
import type { MapDefinition } from "../../object/map-definition.ts";
import { BIAS, type Region, type RegionAccess } from "../../vm/memory.ts";
import { PAGE, userStart } from "./arena-addresses.ts";
import { hasFlag, refuseFlags } from "./flags.ts";
import { KernelMap, type MapOptions } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { PageRanges } from "./page-ranges.ts";
import { invalid, type MapRefusal, tooBig } from "./refusal.ts";

const FOUR_GIGABYTES = 2 ** 32;
const LOW = 0xffff_ffffn;
/** Pages that programs may touch in one run: 64 MB. */
const MOST_PAGES = 16_384;

/**
 * Sparse memory that a program shares with user space (kernel/bpf/arena.c, v7.3). Pointers to it are numbers, user space's
 * addresses, until addr_space_cast turns one into a pointer that the program can access: its lower half is the address. What
 * is not there reads as 0 and takes no write, as the fault handler of x86-64's JIT has it (ex_handler_bpf).
 */
export class ArenaMap extends KernelMap {
  readonly start: bigint;
  readonly #window: Region;
  readonly #free = new PageRanges();
  /** Pages that are there. Their bytes come when they are first touched. */
  readonly #populated = new PageRanges();
  readonly #pages = new Map<number, Uint8Array>();

  constructor(options: MapOptions) {
    super(options);
    this.start = userStart(options.definition);
    this.#free.add(0, this.pageCount);
    const { memory } = this.kernel;
    const access: RegionAccess = {
      load: (offset, size) => this.#load(offset, size),
      store: (offset, size, value) => this.#store(offset, size, value),
    };
    // An offset or a sum can leave the window at either end: the arithmetic of arena pointers has 32 bits.
    const [, window] = [0, 1, 2].map(() => memory.allocate({ kind: "arena", name: options.name, bytes: 0, access }));
    this.#window = window ?? this.region;
  }

  get pageCount(): number {
    return this.definition.maxEntries;
  }

  /** The address of a byte, as a 64-bit load of the map's value gives it. */
  override valueAddress(offset: number): bigint {
    return toU64(this.start + BigInt(offset));
  }

  /** addr_space_cast: a 32-bit move one way, which the program can access; back, the upper half is user space's. */
  cast(address: bigint, to: "kernel" | "arena"): bigint {
    const low = this.kernel.memory.canonical(address) & LOW;
    if (to === "kernel") return this.kernel.memory.arenaAddress(this.#window, Number(low));
    if (low === 0n) return 0n;
    return hasFlag(this.definition, "BPF_F_NO_USER_CONV") ? low : this.#withUpperHalf(low);
  }

  /** arena_alloc_pages: the address of the first page; 0 where there is no room. */
  allocate(address: bigint, count: number): bigint {
    if (count > this.pageCount) return 0n;
    const first = address === 0n ? this.#free.find(count) : this.#pageWanted(address, count);
    if (first === undefined || !this.#free.covers(first, count)) return 0n;
    this.populate(first, count);
    return this.#withUpperHalf((this.start + BigInt(first * PAGE)) & LOW);
  }

  #pageWanted(address: bigint, count: number): number | undefined {
    if (address % BigInt(PAGE) !== 0n) return undefined;
    const first = this.#pageAt(Number(address & LOW));
    return first > this.pageCount - count ? undefined : first;
  }

  /** Makes pages be there: `bytes` from the first one on, then zeros. */
  populate(first: number, count: number, bytes?: Uint8Array): void {
    this.#free.remove(first, count);
    this.#populated.add(first, count);
    for (let page = 0; bytes && page < count; page++) {
      this.#pages.set(first + page, bytes.subarray(page * PAGE, (page + 1) * PAGE));
    }
  }

  /** arena_free_pages, as programs that may sleep have it at once. */
  free(address: bigint, count: number): void {
    const full = this.#withUpperHalf(address & LOW & ~BigInt(PAGE - 1));
    const end = this.start + BigInt(this.pageCount * PAGE);
    if (full < this.start || full >= end) return;
    const first = Number(full - this.start) / PAGE;
    const freed = Math.min(count, this.pageCount - first);
    this.#free.add(first, freed);
    this.#populated.remove(first, freed);
    for (const page of this.#pages.keys()) if (page >= first && page < first + freed) this.#pages.delete(page);
  }

  /** arena_reserve_pages: keeps pages from being allocated. */
  reserve(address: bigint, count: number): "EINVAL" | "EBUSY" | undefined {
    if (address % BigInt(PAGE) !== 0n) return undefined;
    const first = this.#pageAt(Number(address & LOW));
    if (first + count > this.pageCount) return "EINVAL";
    if (!this.#free.covers(first, count)) return "EBUSY";
    this.#free.remove(first, count);
    return undefined;
  }

  #withUpperHalf(low: bigint): bigint {
    return (this.start & ~LOW) | low;
  }

  /** compute_pgoff */
  #pageAt(low: number): number {
    return ((low - Number(this.start & LOW)) >>> 0) >>> 12;
  }

  #page(low: number): Uint8Array | undefined {
    const number = this.#pageAt(low);
    const known = this.#pages.get(number);
    if (known || !this.#populated.covers(number, 1)) return known;
    if (this.#pages.size >= MOST_PAGES) {
      return this.kernel.fault("step-budget", `the program has touched more than ${MOST_PAGES} pages of ${this.name}`);
    }
    const page = new Uint8Array(PAGE);
    this.#pages.set(number, page);
    return page;
  }

  /** The two pages of an access that crosses from one into the next, or the same one twice; undefined where one is missing. */
  #pagesOf(low: number, size: number): readonly [Uint8Array, Uint8Array] | undefined {
    const first = this.#page(low);
    const last = first && this.#page((low + size - 1) >>> 0);
    return last && [first, last];
  }

  /** bpf_prog_report_arena_violation: an atomic operation is a write. */
  #reportMissing(access: "READ" | "WRITE"): void {
    const { streams, machine } = this.kernel;
    const isFirstHalf = access === "READ" && machine?.isAtomic;
    if (isFirstHalf) return;
    streams.report([`ERROR: Arena ${access} access at unmapped address 0x…`], streams.stackOfAccess);
  }

  #load(offset: number, size: AccessSize): bigint {
    const low = (offset + Number(BIAS)) >>> 0;
    const pages = this.#pagesOf(low, size);
    if (!pages) {
      this.#reportMissing("READ");
      return 0n;
    }
    const at = low % PAGE;
    if (at + size <= PAGE) return readUnsigned(pages[0], at, size);
    return readUnsigned(Uint8Array.of(...pages[0].subarray(at), ...pages[1].subarray(0, at + size - PAGE)), 0, size);
  }

  #store(offset: number, size: AccessSize, value: bigint): void {
    const low = (offset + Number(BIAS)) >>> 0;
    const pages = this.#pagesOf(low, size);
    if (!pages) {
      this.#reportMissing("WRITE");
      return;
    }
    const bytes = new Uint8Array(size);
    writeUnsigned(bytes, 0, size, value);
    const at = low % PAGE;
    const inFirst = Math.min(size, PAGE - at);
    pages[0].set(bytes.subarray(0, inFirst), at);
    if (inFirst < size) pages[1].set(bytes.subarray(inFirst), 0);
    this.#tell(low, pages[0], at, inFirst);
  }

  /** For the timeline: a page is no region of its own. */
  #tell(low: number, bytes: Uint8Array, at: number, size: number): void {
    const name = `${this.name} page ${this.#pageAt(low)}`;
    this.kernel.memory.onWrite?.({ ...this.#window, name, bytes, size: PAGE }, at, size);
  }
}

/** arena_map_alloc */
function check(definition: MapDefinition): MapRefusal | undefined {
  const { keySize, valueSize, maxEntries, extra } = definition;
  if (keySize !== 0 || valueSize !== 0) return invalid("it has neither key nor value");
  if (maxEntries === 0) return invalid("it needs max_entries");
  if (!hasFlag(definition, "BPF_F_MMAPABLE")) return invalid("it needs BPF_F_MMAPABLE");
  const refused = refuseFlags(definition, ["BPF_F_SEGV_ON_FAULT", "BPF_F_MMAPABLE", "BPF_F_NO_USER_CONV"]);
  if (refused) return refused;
  if (extra % BigInt(PAGE) !== 0n) return invalid("its map_extra is no address of a page");
  const size = maxEntries * PAGE;
  if (size > FOUR_GIGABYTES) return tooBig("it has at most 4 GB");
  if (extra >> 32n === (extra + BigInt(size) - 1n) >> 32n) return undefined;
  return { errno: "ERANGE", why: "it would cross a boundary of 4 GB" };
}

export const arena: MapType = {
  name: "BPF_MAP_TYPE_ARENA",
  notModelled: [
    "User space that touches the arena while the program runs.",
    "Arithmetic other than addition and subtraction on what addr_space_cast gives: in Linux it has 32 bits.",
    "The fetching atomic and, or and xor, which x86-64 refuses in an arena.",
    "Pages beyond the first 16,384 that a run touches.",
  ],
  check,
  create: (options) => new ArenaMap(options),
};
