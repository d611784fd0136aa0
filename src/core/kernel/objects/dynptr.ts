import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import type { Reference } from "../references.ts";
import type { DynptrTarget } from "./dynptr-target.ts";
import { StackPlace } from "./stack-place.ts";
import { StructAccess, structType } from "./struct-access.ts";

/** Bits of `size` (kernel/bpf/helpers.c, v7.3): the size itself, the type, whether it is read-only. */
const SIZE_MASK = 0xff_ffff;
const TYPE_SHIFT = 28;
const READ_ONLY = 0x8000_0000;

/**
 * A dynptr on the program's stack: 16 bytes laid out as struct bpf_dynptr_kern. The program may not read them, so they
 * count as never written. Writing over it destroys it, and its slices die with it.
 */
export class Dynptr {
  readonly region: Region;
  readonly start: number;
  readonly #kernel: Kernel;
  readonly #struct: StructAccess;
  readonly place: StackPlace;
  readonly #slices: Region[] = [];
  #target: DynptrTarget | undefined;

  constructor(kernel: Kernel, region: Region, start: number) {
    this.region = region;
    this.start = start;
    this.#kernel = kernel;
    this.#struct = new StructAccess(kernel.btf, structType(kernel.btf, "bpf_dynptr_kern"), {
      read: (offset, size) => region.bytes.slice(start + offset, start + offset + size),
      write: (offset, bytes) => kernel.memory.writeBytes(kernel.memory.addressOf(region, start + offset), bytes),
    });
    this.place = new StackPlace(region, start, this.#struct.size);
  }

  /** Undefined for the null dynptr that a constructor leaves when it fails. */
  get target(): DynptrTarget | undefined {
    return this.#target;
  }

  /** __bpf_dynptr_size (kernel/bpf/helpers.c, v7.3). */
  get size(): bigint {
    return this.#target?.window?.size ?? BigInt(this.#struct.number("size") & SIZE_MASK);
  }

  get offset(): number {
    return Number(this.#target?.window?.offset ?? this.#struct.number("offset"));
  }

  /** In enum bpf_dynptr_type. */
  get typeNumber(): number {
    return (this.#struct.number("size") & ~READ_ONLY) >>> TYPE_SHIFT;
  }

  get readOnly(): boolean {
    return (this.#struct.number("size") & READ_ONLY) !== 0;
  }

  /** bpf_dynptr_init (kernel/bpf/helpers.c, v7.3). */
  initialise(target: DynptrTarget, offset: number, size: number): void {
    const type = Number(this.#kernel.enumerator(target.type));
    const readOnly = target.readOnly ? READ_ONLY : 0;
    this.#write(target.data, (readOnly | (type << TYPE_SHIFT) | size) >>> 0, offset);
    this.#target = target;
  }

  /** bpf_dynptr_clone: the same bytes; a reference is shared. */
  copyFrom(other: Dynptr): void {
    const { target } = other;
    if (target?.window) this.initialise(target, 0, 0);
    else if (target) this.initialise(target, other.offset, Number(other.size));
    else this.setNull();
    this.reference = other.reference;
  }

  /** bpf_dynptr_adjust: the dynptr stays the same one. */
  adjust(start: bigint, size: bigint): void {
    const window = this.#target?.window;
    if (this.#target && window) {
      this.#target.window = { offset: window.offset + start, size };
      return;
    }
    const written = this.#struct.number("size");
    const fields = new StructAccess(this.#kernel.btf, this.#struct.type, {
      read: (offset, length) => this.region.bytes.slice(this.start + offset, this.start + offset + length),
      write: (offset, bytes) => this.region.bytes.set(bytes, this.start + offset),
    });
    fields.set("offset", this.offset + Number(start));
    fields.set("size", ((written & ~SIZE_MASK) | Number(size)) >>> 0);
  }

  /** What must be given back before the dynptr is gone: it was reserved in a ring buffer. */
  reference: Reference | undefined;

  /** bpf_dynptr_set_null: every byte zero; every slice of it is NULL. */
  setNull(): void {
    this.#write(0n, 0, 0);
    this.#target = undefined;
  }

  /** A slice of the dynptr, which dies with it. */
  addSlice(region: Region): { readonly region: Region } {
    this.#slices.push(region);
    return { region };
  }

  destroy(slot: number): void {
    for (const slice of this.#slices) this.#kernel.memory.release(slice, slot);
  }

  /** Writing destroys what stood here before; the dynptr stands from then on. */
  #write(data: bigint, size: number, offset: number): void {
    this.#struct.set("data", data);
    this.#struct.set("size", size);
    this.#struct.set("offset", offset);
    this.place.hide();
    this.#kernel.dynptrs.add(this);
  }
}

/** The dynptrs that stand on the program's stack. */
export class Dynptrs {
  readonly #kernel: Kernel;
  #live: Dynptr[] = [];

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  add(dynptr: Dynptr): void {
    this.#live = [...this.#live.filter(({ place }) => place.isLive), dynptr];
  }

  /** The dynptr that starts at exactly this place. */
  at(region: Region, offset: number): Dynptr | undefined {
    return this.#live.find(({ place }) => place.startsAt(region, offset));
  }

  /** The dynptrs that some bytes of the stack belong to. */
  within(region: Region, offset: number, size: number): Dynptr[] {
    return this.#live.filter(({ place }) => place.touches(region, offset, size));
  }

  /** A write to the stack destroys every dynptr that it touches; one that holds a reference can't be written over. */
  noteWrite(region: Region, offset: number, size: number): void {
    const touched = this.within(region, offset, size);
    if (touched.length === 0) return;
    const referenced = touched.find(({ reference }) => reference !== undefined);
    if (referenced) this.#refuseOverwriting(referenced);
    for (const dynptr of touched) dynptr.destroy(this.#kernel.slot);
    this.#live = this.#live.filter((each) => !touched.includes(each));
  }

  /** Ends every dynptr that shares a reference, which was given back. */
  end(reference: Reference): void {
    const ended = this.#live.filter((each) => each.reference === reference);
    for (const dynptr of ended) dynptr.destroy(this.#kernel.slot);
    this.#live = this.#live.filter((each) => !ended.includes(each));
  }

  #refuseOverwriting({ reference, region }: Dynptr): void {
    const shared = this.#live.filter((each) => each.place.isLive && each.reference === reference);
    if (shared.length > 1) return;
    this.#kernel.fault("dynptr-argument", `a dynptr in ${region.name} is written over while it holds a reference`);
  }
}
