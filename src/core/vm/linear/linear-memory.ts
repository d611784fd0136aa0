import { createMemory, WASM_PAGE, type WasmMemory } from "../../wasm/compile.ts";
import { MOST_FRAMES, STACK_SIZE } from "../frame-stack.ts";
import { accessOf, BIAS, type Memory } from "../memory.ts";
import type { Region } from "../region.ts";
import type { RegionListener } from "../region-listener.ts";
import { accessSizes, ENTRY_BITS, entry, HEAP, MOST_REGIONS, state, TABLE } from "./layout.ts";

/** Room for regions that come during a run; the others stay outside. */
const HEADROOM = 4 * WASM_PAGE;

/** Kept for stacks, which must be here: each with the bytes that say what was written. */
const STACKS = 2 * STACK_SIZE * MOST_FRAMES;

const aligned = (size: number): number => (size + 7) & ~7;

/** The parts of a region that change hands. */
type Movable = { -readonly [Key in "bytes" | "initialised"]?: Region[Key] };

/** Where the contents of a region were before they moved here. */
interface Moved {
  readonly region: Region;
  readonly bytes: Uint8Array;
  readonly initialised: Uint8Array | undefined;
}

function liesOver({ over }: Region, region: Region): boolean {
  for (let below = over?.region; below; below = below.over?.region) if (below === region) return true;
  return false;
}

/**
 * The WebAssembly memory that programs run on. For a run, the contents of a `Memory`'s regions move here: `region.bytes` is a
 * view of it meanwhile, and goes back to what it was, with the contents of the end, after the run. Regions with an
 * `access` behaviour stay where they are.
 */
export class LinearMemory implements RegionListener {
  readonly wasm: WasmMemory = createMemory(Math.ceil(HEAP / WASM_PAGE));
  /** Called when a region other than a stack was released. */
  onChange: (() => void) | undefined;
  #memory: Memory | undefined;
  #words = new Int32Array(0);
  #halves = new Uint32Array(0);
  #used = HEAP;
  #moved: Moved[] = [];

  /** Moves the contents of all regions here, behind what the engine itself needs. */
  adopt(memory: Memory, own: Uint8Array): void {
    this.#memory = memory;
    this.#reserve(memory.regions, own);
    memory.regionListener = this;
    for (const region of memory.regions) this.added(region);
  }

  /** Moves all contents back. */
  giveBack(): void {
    for (const { region, bytes, initialised } of this.#moved) {
      bytes.set(region.bytes);
      if (region.initialised) initialised?.set(region.initialised);
      this.#handOver(region, bytes, initialised);
    }
    const { regions = [] } = this.#memory ?? {};
    for (const region of regions) if (region.over) this.#moveView(region, region.over);
    if (this.#memory) this.#memory.regionListener = undefined;
    this.#memory = undefined;
    this.#moved = [];
    this.#words.fill(0, TABLE >> 2, HEAP >> 2);
  }

  /** Clears bytes of what the engine itself needs. */
  clearOwn(at: number, size: number): void {
    new Uint8Array(this.wasm.buffer, HEAP + at, size).fill(0);
  }

  /** Sets 32 bits of what the engine itself needs, by their place here. */
  setWord(at: number, value: number): void {
    this.#words[at >> 2] = value;
  }

  /** How many bytes of a region plain code can reach; 0 where it can't. */
  plainSize({ id }: Region, intent: "read" | "write"): number {
    const limits = intent === "read" ? entry.readLimits : entry.writeLimits;
    return id < MOST_REGIONS ? (this.#words[(TABLE + (id << ENTRY_BITS) + limits) >> 2] ?? 0) : 0;
  }

  /** What to add to the lower half of an address in a region, modulo 2^32, to get its place here. */
  displacement({ bytes }: Region): number {
    return bytes.byteOffset - Number(BIAS);
  }

  get budget(): number {
    const at = state.budget >> 2;
    return (this.#halves[at] ?? 0) + (this.#halves[at + 1] ?? 0) * 2 ** 32;
  }

  set budget(instructions: number) {
    const at = state.budget >> 2;
    const high = Math.floor(instructions / 2 ** 32);
    this.#halves[at] = instructions - high * 2 ** 32;
    this.#halves[at + 1] = high;
  }

  get slot(): number {
    return this.#words[state.slot >> 2] ?? 0;
  }

  set slot(slot: number) {
    this.#words[state.slot >> 2] = slot;
  }

  get loops(): number {
    return this.#words[state.loops >> 2] ?? 0;
  }

  set loopBudget(loops: number) {
    this.#words[state.loopBudget >> 2] = loops;
  }

  /** The stack of the frame that runs. */
  set stack(region: Region) {
    this.#words[state.stack >> 2] = region.bytes.byteOffset;
  }

  added(region: Region): void {
    this.#words[state.regions >> 2] = region.id + 1;
    if (region.over) this.#moveView(region, region.over);
    else if (!region.access && region.size > 0) this.#move(region);
    this.#describe(region);
  }

  changed(region: Region): void {
    if (region.kind === "stack" && !region.over) this.#openOrClose(region);
    else this.#describeWithViews(region);
  }

  closed(view: Region): void {
    this.#describe(view);
    this.onChange?.();
  }

  opened(view: Region): void {
    this.#describe(view);
  }

  #describeWithViews(region: Region): void {
    this.#describe(region);
    const regions = this.#memory?.regions ?? [];
    for (let id = 0; id < Math.min(regions.length, MOST_REGIONS); id++) {
      const each = regions[id];
      if (each && liesOver(each, region)) this.#describe(each);
    }
    this.onChange?.();
  }

  writtenByKernel(region: Region): void {
    const root = region.over?.region;
    if (root) this.writtenByKernel(root);
    else this.#set(region, entry.watched, 1);
  }

  #reserve(regions: readonly Region[], own: Uint8Array): void {
    const contents = regions.reduce((sum, each) => sum + (each.over || each.access ? 0 : 2 * aligned(each.size)), 0);
    const missing = HEAP + contents + aligned(own.length) + HEADROOM + STACKS - this.wasm.buffer.byteLength;
    if (missing > 0) this.wasm.grow(Math.ceil(missing / WASM_PAGE));
    this.#words = new Int32Array(this.wasm.buffer);
    this.#halves = new Uint32Array(this.wasm.buffer);
    new Uint8Array(this.wasm.buffer, HEAP, own.length).set(own);
    this.#used = HEAP + aligned(own.length);
  }

  #take(size: number, reserve: number): number | undefined {
    const at = this.#used;
    if (at + aligned(size) > this.wasm.buffer.byteLength - reserve) return undefined;
    this.#used = at + aligned(size);
    return at;
  }

  #move(region: Region): void {
    const { bytes, initialised, size } = region;
    const at = this.#take(initialised ? 2 * aligned(size) : size, region.kind === "stack" ? 0 : STACKS);
    if (at === undefined) return;
    const here = new Uint8Array(this.wasm.buffer, at, size);
    here.set(bytes);
    const written = initialised && new Uint8Array(this.wasm.buffer, at + aligned(size), size);
    written?.set(initialised ?? []);
    this.#moved.push({ region, bytes, initialised });
    this.#handOver(region, here, written);
  }

  #moveView(view: Region, { region, offset }: NonNullable<Region["over"]>): void {
    const end = offset + view.size;
    this.#handOver(view, region.bytes.subarray(offset, end), region.initialised?.subarray(offset, end));
  }

  #handOver(region: Region, bytes: Uint8Array, initialised: Uint8Array | undefined): void {
    const movable: Movable = region;
    movable.bytes = bytes;
    if (initialised) movable.initialised = initialised;
  }

  #describe(region: Region): void {
    if (region.id >= MOST_REGIONS) return;
    const { bytes, initialised, over, size, writable, kind, number, numberOf, mayBeNull } = region;
    const reachable =
      bytes.buffer === this.wasm.buffer &&
      !region.mayBeNull &&
      !accessOf(region, 0) &&
      !this.#memory?.releasedRegion(region);
    const plain = reachable && !initialised && kind !== "stack" ? size : 0;
    this.#set(region, entry.displacement, this.displacement(region));
    this.#setLimits(region, entry.readLimits, plain);
    this.#setLimits(region, entry.writeLimits, writable ? plain : 0);
    this.#setLimits(region, entry.trackedLimits, reachable && kind === "stack" && initialised && !over ? size : 0);
    this.#set(region, entry.toWritten, (initialised?.byteOffset ?? 0) - bytes.byteOffset);
    this.#set(region, entry.aliased, over || numberOf || mayBeNull || number !== undefined || kind === "arena" ? 1 : 0);
    this.#set(region, entry.watched, 0);
  }

  /** A stack that a frame gets or gives back. Views over stacks are not reachable here in any case. */
  #openOrClose(stack: Region): void {
    const open = stack.releasedAt === undefined && stack.bytes.buffer === this.wasm.buffer && stack.initialised;
    this.#setLimits(stack, entry.trackedLimits, open ? stack.size : 0);
    this.#set(stack, entry.watched, 0);
  }

  #setLimits({ id }: Region, field: number, size: number): void {
    if (id >= MOST_REGIONS) return;
    const first = (TABLE + (id << ENTRY_BITS) + field) >> 2;
    for (let index = 0; index < accessSizes.length; index++) {
      const limit = size - (accessSizes[index] ?? 0) + 1;
      this.#words[first + index] = Math.max(limit, 0);
    }
  }

  #set({ id }: Region, field: number, value: number): void {
    if (id < MOST_REGIONS) this.#words[(TABLE + (id << ENTRY_BITS) + field) >> 2] = value;
  }
}
