import { type AccessSize, readUnsigned, toU64, writeUnsigned } from "../bytes/integers.ts";
import { counted } from "../words/counted.ts";
import { checkAccess, type MemoryAccess } from "./access-rules.ts";
import { FaultSignal } from "./fault-signal.ts";
import { MemoryBudget } from "./memory-budget.ts";
import type { Region, RegionAccess, RegionKind } from "./region.ts";
import type { RegionListener } from "./region-listener.ts";

export type { Region, RegionAccess, RegionKind } from "./region.ts";

/**
 * The upper half of a pointer to region 0; region ids count up from here. Bits that numbers of programs hardly have: neither those of small
 * negative ones nor a single byte.
 */
export const FIRST_REGION = 0xda7a_0000n;

export const FIRST_POINTER = FIRST_REGION << 32n;

/** Where a region starts in the lower half, so that overshooting either end by a little stays in the region. */
export const BIAS = 0x4000_0000n;

/** Addresses below are NULL with an offset, as on a kernel whose first page is never mapped; and so are those at the other end. */
const NULL_PAGE = 4096n;

export interface RegionOptions {
  readonly kind: RegionKind;
  readonly name: string;
  /** The contents, not copied; or the size of memory that starts as zeros. */
  readonly bytes: Uint8Array | number;
  /** True unless stated. */
  readonly writable?: boolean;
  /** False for memory of which each byte must be written before it is read. */
  readonly initialised?: boolean;
  readonly access?: RegionAccess;
  readonly type?: number;
  readonly trust?: NonNullable<Region["trust"]>;
  readonly number?: bigint;
}

export interface ViewOptions {
  /** In bytes from the start of the region that the view lies over. */
  readonly offset: number;
  readonly size: number;
  /** These are the underlying region's where they are not stated. */
  readonly kind?: RegionKind;
  readonly name?: string;
  readonly writable?: boolean;
  readonly access?: RegionAccess;
  readonly type?: number;
  readonly trust?: NonNullable<Region["trust"]>;
  /** Makes a view of its own even where an equal one exists, so that releasing one leaves the other. */
  readonly fresh?: boolean;
}

/** An address, and its halves without a BigInt for each: lower, then upper. */
const whole = new BigUint64Array(1);
const halves = new Uint32Array(whole.buffer);
const FIRST_REGION_NUMBER = Number(FIRST_REGION);
const BIAS_NUMBER = Number(BIAS);

const POINTER_BYTES = 8;

/** In bytes (include/linux/bpf_verifier.h, v7.3). */
const BPF_MAX_VAR_OFF = 2 ** 29;

/** Of every pointer. */
const HIGHEST_BYTE = Number(FIRST_REGION >> 24n);

const NO_BYTES = new Uint8Array(0);

type Alignment = NonNullable<MemoryAccess["alignment"]>;

/** Where an address points; the offset may lie outside the region. */
export interface Location {
  readonly region: Region;
  readonly offset: number;
}

/** Told of each write, after it was made. */
export type WriteListener = (region: Region, offset: number, size: number) => void;

/** All memory that a program can reach, and the rules that each access must keep. Every broken rule is a `FaultSignal`. */
export class Memory {
  /**
   * A translated run tells of what kernel functions and `access` behaviours write, and of each write of the program's to
   * bytes of the stack that count as never written, once a kernel function has written to that stack.
   */
  onWrite: WriteListener | undefined;
  /** Told of bytes that a kernel function is about to write. It may signal a fault. */
  beforeCopy: WriteListener | undefined;
  regionListener: RegionListener | undefined;
  /** Says why a byte that counts as never written can't be read; undefined where it just was not. */
  whyUnreadable: ((region: Region, offset: number) => string | undefined) | undefined;
  readonly #regions: Region[] = [];
  readonly #aliases = new Map<Region, Region[]>();
  readonly #views = new Map<string, Region>();
  readonly #numbers = new Map<Region, Region>();
  readonly #accessNumbers = new Map<RegionAccess, number>();
  readonly #budget = new MemoryBudget();

  /** A region of its own. */
  allocate(options: RegionOptions): Region {
    const { kind, name, writable = true, initialised = true, access, type, trust, number } = options;
    this.#budget.countAllocated(typeof options.bytes === "number" ? options.bytes : options.bytes.length);
    const bytes = typeof options.bytes === "number" ? new Uint8Array(options.bytes) : options.bytes;
    return this.#add({
      id: this.#regions.length,
      kind,
      name,
      bytes,
      size: bytes.length,
      writable,
      ...(initialised ? {} : { initialised: new Uint8Array(bytes.length) }),
      ...(access && { access }),
      ...(type !== undefined && { type }),
      ...(trust && { trust }),
      ...(number !== undefined && { number }),
    });
  }

  /** A NULL pointer found by walking kernel objects: it compares equal to 0 and reads as zeros, as PROBE_MEM loads do, or as `access` says. */
  nullRegion(options: Pick<RegionOptions, "name" | "type" | "access">): Region {
    return this.allocate({ ...options, kind: "null", bytes: 0, writable: false, number: 0n });
  }

  /** A region over a part of another one; equal requests give the same region. It must lie within the region. */
  view(region: Region, options: ViewOptions): Region {
    const { offset, size, kind = region.kind, name = region.name, writable = region.writable } = options;
    const { access, type, trust, fresh = false } = options;
    if (offset < 0 || size < 0 || offset + size > region.size) {
      throw new RangeError(
        `a view of ${counted(size, "byte")} at ${offset} is not within ${region.name} (${counted(region.size, "byte")})`,
      );
    }
    const key = [region.id, offset, size, kind, name, writable, this.#numberOf(access), type, trust].join("\0");
    const known = fresh ? undefined : this.#views.get(key);
    if (known && this.releasedRegion(known) === undefined) return known;
    const view = this.#add({
      id: this.#regions.length,
      kind,
      name,
      bytes: region.bytes.subarray(offset, offset + size),
      size,
      writable,
      over: { region, offset },
      ...(fresh && { fresh }),
      ...(region.initialised && { initialised: region.initialised.subarray(offset, offset + size) }),
      ...(access && { access }),
      ...(type !== undefined && { type }),
      ...(trust && { trust }),
    });
    if (!fresh) this.#views.set(key, view);
    return view;
  }

  /** Another pointer to the same place, which can't be followed until the program has checked it; NULL and numbers stay. `name` is for people. */
  closedCopy(address: bigint, name?: string): bigint {
    const location = this.locate(address);
    if (!location || location.region.number !== undefined || location.region.numberOf) return address;
    const alias = this.#alias(location.region, name);
    this.close(alias);
    return this.addressOf(alias, location.offset);
  }

  /** A view of its own of the whole of a region, as what it is, which is trusted no longer than it. */
  #alias(region: Region, name = region.name): Region {
    const { size, type, trust } = region;
    const alias = this.view(region, {
      offset: 0,
      size,
      name,
      fresh: true,
      ...(type !== undefined && { type }),
      ...(trust && { trust }),
    });
    const known = this.#aliases.get(region);
    if (known) known.push(alias);
    else this.#aliases.set(region, [alias]);
    return alias;
  }

  #add(region: Region): Region {
    this.#budget.countRegion();
    this.#regions.push(region);
    this.regionListener?.added(region);
    return region;
  }

  #numberOf(access: RegionAccess | undefined): number {
    if (!access) return -1;
    const number = this.#accessNumbers.get(access) ?? this.#accessNumbers.size;
    this.#accessNumbers.set(access, number);
    return number;
  }

  /** Pointers to a view can't be followed until the program has checked one: they are handed over as ones that may be NULL. */
  close(view: Region): void {
    if (view.mayBeNull) return;
    view.mayBeNull = true;
    this.regionListener?.closed(view);
  }

  /** Pointers to a view can be followed: the program has checked one of them. */
  open(view: Region): void {
    if (!view.mayBeNull) return;
    view.mayBeNull = false;
    this.regionListener?.opened(view);
  }

  /** What a pointer is once it was stored outside of the stack: a number that it is equal to. What is none stays as it is. */
  numberOf(address: bigint): bigint {
    const pointed = address < FIRST_POINTER ? undefined : this.pointedAt(address);
    if (!pointed || pointed.numberOf) return address;
    const canonical = this.canonical(address);
    const { region, offset } = this.locate(canonical) ?? {};
    return region ? this.addressOf(this.#numberFor(region), offset) : canonical;
  }

  #numberFor(region: Region): Region {
    const known = this.#numbers.get(region);
    if (known) return known;
    const { id, name } = { id: this.#regions.length, name: `what a pointer to ${region.name} was stored as` };
    const number = this.#add({ id, kind: "number", name, bytes: NO_BYTES, size: 0, writable: false, numberOf: region });
    this.#numbers.set(region, number);
    return number;
  }

  /** The pointer to a byte of a region. */
  addressOf(region: Region, offset = 0): bigint {
    const low = BIAS_NUMBER + offset;
    halves[0] = low;
    halves[1] = FIRST_REGION_NUMBER + region.id + Math.floor(low / 2 ** 32);
    return whole[0] ?? 0n;
  }

  /** The region that an address points into; undefined for a number that is no pointer. */
  regionAt(address: bigint): Region | undefined {
    whole[0] = address;
    return this.#regions[(halves[1] ?? 0) - FIRST_REGION_NUMBER];
  }

  /** As `regionAt`, but undefined also for a number that looks like a pointer and is farther from the region than any gets. */
  pointedAt(address: bigint): Region | undefined {
    const location = this.locate(address);
    return location && !isFar(location) ? location.region : undefined;
  }

  /** What an address points to; undefined for a number that is no pointer. */
  locate(address: bigint): Location | undefined {
    whole[0] = address;
    const [low = 0, high = 0] = halves;
    const region = this.#regions[high - FIRST_REGION_NUMBER];
    return region && { region, offset: low - BIAS_NUMBER };
  }

  /**
   * The address by which two pointers to the same byte compare equal: in the region that a view lies over, and for NULL
   * pointers found by walking, other numbers taken for pointers, or into an arena, the plain number; for a pointer that was stored, the
   * pointer. A number that is no pointer stays as it is.
   */
  canonical(address: bigint): bigint {
    if (address < FIRST_POINTER) return address;
    const location = this.locate(address);
    if (!location) return address;
    const { number } = location.region;
    if (number !== undefined) return toU64(number + BigInt(location.offset));
    if (location.region.kind === "arena") return address & 0xffff_ffffn;
    if (location.region.numberOf) return this.addressOf(location.region.numberOf, location.offset);
    if (!location.region.over) return address;
    const { region, offset } = rootOf(location);
    return this.addressOf(region, offset);
  }

  /** The pointer to the 32-bit address of an arena, of which an arena's `access` gets the distance from `BIAS`. */
  arenaAddress(region: Region, low: number): bigint {
    return this.addressOf(region, low - Number(BIAS));
  }

  /** Whether an address is NULL, from a register or by walking. */
  isNull(address: bigint): boolean {
    return this.canonical(address) === 0n;
  }

  /** The released region that makes a region unusable: itself or one that it lies over. */
  releasedRegion(region: Region): Region | undefined {
    for (let each: Region | undefined = region; each; each = each.over?.region) {
      if (each.releasedAt !== undefined) return each;
    }
    return undefined;
  }

  /** Ends a region's life: from now on every access to it and to views over it is a fault. */
  release(region: Region, slot: number, ending?: string): void {
    region.releasedAt = slot;
    if (ending !== undefined) region.ending = ending;
    this.regionListener?.changed(region);
  }

  /** A pointer is good for nothing but reading from now on. */
  distrust(region: Region): void {
    region.trust = "untrusted";
    region.writable = false;
    this.regionListener?.changed(region);
    for (const alias of this.#aliases.get(region) ?? []) this.distrust(alias);
  }

  /** Starts another life of a released region whose contents count as never written. */
  reuse(region: Region): void {
    // Not deleted: engines keep objects without some member apart from those with it, and reach them more slowly.
    region.releasedAt = undefined;
    region.life = (region.life ?? 0) + 1;
    region.initialised?.fill(0);
    this.regionListener?.changed(region);
  }

  /** Every region so far, by id. */
  get regions(): readonly Region[] {
    return this.#regions;
  }

  /**
   * The region and offset of an access, every rule checked. `size` may be any length: kernel models check whole
   * buffers with it.
   */
  resolve(address: bigint, access: MemoryAccess): Location {
    const location = this.locate(address);
    if (!location) throw new FaultSignal(notAPointer(address));
    checkAccess(this, location, access);
    return location;
  }

  /** As `resolve`, without going through the rules where no rule can be broken. */
  #reach(address: bigint, access: MemoryAccess): Location {
    const location = this.locate(address);
    return location && isPlainAccess(location, access) ? location : this.resolve(address, access);
  }

  /** Loads an unsigned integer. */
  load(address: bigint, size: AccessSize, alignment: Alignment = "on-stack"): bigint {
    const { region, offset } = this.#reach(address, { intent: "read", size, alignment });
    if (region.kind === "null" && !region.access) return 0n;
    const override = accessOf(region, offset);
    return override ? override.access.load(override.offset, size, region) : readUnsigned(region.bytes, offset, size);
  }

  /** Stores the low bytes of a value. A pointer stored outside of the stack is a number from then on, but where `access` keeps it. */
  store(address: bigint, size: AccessSize, value: bigint, alignment: Alignment = "on-stack"): void {
    const { region, offset } = this.#reach(address, { intent: "write", size, alignment });
    const override = accessOf(region, offset);
    const isKept = size < POINTER_BYTES || region.kind === "stack" || override?.access.keepsPointer?.(override.offset);
    const stored = isKept ? value : this.numberOf(value);
    if (override) override.access.store(override.offset, size, stored);
    else writeUnsigned(region.bytes, offset, size, stored);
    if (region.kind !== "arena") this.#written(region, offset, size);
  }

  /** A copy of memory that a kernel function reads, with numbers for the pointers in it. Goes past `access` overrides. */
  readBytes(address: bigint, size: number): Uint8Array {
    const { region, offset } = this.resolve(address, { intent: "read", size });
    this.#budget.countCopied(size);
    if (region.kind === "null") return new Uint8Array(size);
    return this.withNumbers(region.bytes.slice(offset, offset + size), offset);
  }

  /**
   * Makes numbers of the pointers in memory of the program that a function gets to write to, those among them that it can only write a
   * part of (check_stack_range_initialized, kernel/bpf/verifier.c, v7.3).
   */
  forgetPointers(location: Location, size: number): void {
    const { region, offset } = rootOf(location);
    if (region.kind !== "stack") return;
    const start = Math.max(offset & -POINTER_BYTES, 0);
    const end = Math.min((offset + size + POINTER_BYTES - 1) & -POINTER_BYTES, region.size);
    const before = region.bytes.slice(start, end);
    const after = this.withNumbers(region.bytes.subarray(start, end), start);
    if (before.some((byte, index) => byte !== after[index])) this.onWrite?.(region, start, end - start);
  }

  /** Makes numbers of the pointers in bytes that stand from an offset on: pointers stand at multiples of 8. */
  withNumbers(bytes: Uint8Array, offset: number): Uint8Array {
    for (let at = -offset & (POINTER_BYTES - 1); at + POINTER_BYTES <= bytes.length; at += POINTER_BYTES) {
      if (bytes[at + POINTER_BYTES - 1] !== HIGHEST_BYTE) continue;
      writeUnsigned(bytes, at, POINTER_BYTES, this.numberOf(readUnsigned(bytes, at, POINTER_BYTES)));
    }
    return bytes;
  }

  /** What a kernel function writes. Goes past `access` overrides. */
  writeBytes(address: bigint, bytes: Uint8Array): void {
    const { region, offset } = this.resolve(address, { intent: "write", size: bytes.length });
    this.#budget.countCopied(bytes.length);
    this.beforeCopy?.(region, offset, bytes.length);
    region.bytes.set(bytes, offset);
    if (region.initialised) this.regionListener?.writtenByKernel(region);
    this.#written(region, offset, bytes.length);
  }

  #written(region: Region, offset: number, size: number): void {
    region.initialised?.fill(1, offset, offset + size);
    this.onWrite?.(region, offset, size);
  }
}

/** Whether an access to a whole, live region is within its bounds and rights; no rule for other regions is asked for. */
function isPlainAccess({ region, offset }: Location, { intent, size, alignment }: MemoryAccess): boolean {
  const { kind, over, releasedAt, mayBeNull, initialised, writable } = region;
  if (over || mayBeNull || releasedAt !== undefined || offset < 0 || offset + size > region.size || kind === "null")
    return false;
  if (intent === "write" && !writable) return false;
  if ((alignment === "anywhere" || kind === "stack") && offset % size !== 0) return false;
  if (intent === "write" || !initialised) return true;
  for (let at = offset; at < offset + size; at++) if (initialised[at] === 0) return false;
  return true;
}

/** Whether a place is too far from its region: no pointer gets there, but numbers such as 0xda7a000000000000 look like one. */
const isFar = ({ region: { kind, size }, offset }: Location): boolean =>
  kind !== "arena" && (offset < -BPF_MAX_VAR_OFF || offset > size + BPF_MAX_VAR_OFF);

/** The place in the region that views lie over. */
export function rootOf({ region, offset }: Location): Location {
  return region.over ? rootOf({ region: region.over.region, offset: region.over.offset + offset }) : { region, offset };
}

/** The behaviour of the nearest region, from a view downwards, that has one of its own. */
export function accessOf(region: Region, offset: number): { access: RegionAccess; offset: number } | undefined {
  if (region.access) return { access: region.access, offset };
  return region.over && accessOf(region.over.region, region.over.offset + offset);
}

function notAPointer(address: bigint) {
  const distance = BigInt.asIntN(64, address);
  if (distance >= NULL_PAGE || distance <= -NULL_PAGE) {
    return { rule: "wild-pointer", message: `0x${address.toString(16)} is not a pointer` } as const;
  }
  const offset = distance === 0n ? "" : ` with offset ${distance}`;
  return { rule: "null-dereference", message: `the pointer is NULL${offset}` } as const;
}
