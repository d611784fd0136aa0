import { sizeOf } from "../../btf/layout.ts";
import type { TypeId } from "../../btf/types.ts";
import { type AccessSize, readUnsigned, writeUnsigned } from "../../bytes/integers.ts";
import { FaultSignal } from "../../vm/fault-signal.ts";
import type { Region, RegionAccess } from "../../vm/memory.ts";
import { counted } from "../../words/counted.ts";
import type { Kernel } from "../kernel.ts";
import { describeLicense, isGplCompatible } from "../license.ts";
import { type PointerTrust, pointerTrust } from "./pointer-trust.ts";
import { StructAccess } from "./struct-access.ts";
import { walkStruct } from "./struct-walk.ts";

const POINTER_BYTES = 8;

/** check_ptr_to_btf_access (kernel/bpf/verifier.c, v7.3). */
function refuseOtherLicense(kernel: Kernel, name: string): void {
  const { license } = kernel.program;
  if (isGplCompatible(license)) return;
  kernel.fault("license", `${name} is read by a program that ${describeLicense(license)}`);
}

/** What a pointer member leads to: an object, plain memory from its start, or an address within a region. */
export type PointerTarget = BtfObject | Region | bigint;

export interface ObjectOptions {
  /** Bytes of a flexible array behind the struct, where it has one. */
  readonly trailing?: number;
  /** `object` where it is not given. */
  readonly kind?: Region["kind"];
}

/**
 * A kernel object laid out by BTF. Models read and write its members; the program may only load, member by member, as
 * the verifier allows (btf_struct_walk, kernel/bpf/btf.c, v7.3). What a pointer is worth that the program finds by walking says
 * `pointerTrust`.
 */
export class BtfObject extends StructAccess {
  readonly kernel: Kernel;
  /** The object's own memory. The program reaches it through views: `walked`, or one for each reference it acquires. */
  readonly region: Region;
  readonly #pointers = new Map<number, PointerTarget>();

  constructor(kernel: Kernel, name: string, type: TypeId, { trailing = 0, kind = "object" }: ObjectOptions = {}) {
    const bytes = new Uint8Array(sizeOf(kernel.btf, type) + trailing);
    super(kernel.btf, type, {
      read: (offset, size) => bytes.slice(offset, offset + size),
      write(offset, written) {
        bytes.set(written, offset);
        kernel.watch?.written(bytes, offset, written.length);
      },
    });
    this.kernel = kernel;
    const access: RegionAccess = {
      load: (offset, size, through) => this.#load(offset, size, through),
      store: (offset, size, value) => this.#store(offset, size, value),
    };
    this.region = kernel.memory.allocate({ kind, name, bytes, type, access });
    kernel.addObject(this);
  }

  get name(): string {
    return this.region.name;
  }

  /** Lets a pointer member point to another object, or to memory; `null` makes it NULL. */
  setPointer(path: string, target: PointerTarget | null): void {
    this.setElement(path, 0, target);
  }

  /** As `setPointer`, for one pointer of an array. */
  setElement(path: string, index: number, target: PointerTarget | null): void {
    const offset = this.place(path).offset + index * POINTER_BYTES;
    if (target !== null) this.#pointers.set(offset, target);
    else this.#pointers.delete(offset);
    this.kernel.watch?.pointed(this.region, offset, target ?? undefined);
  }

  /** Lets a `char *` member point to a text of its own, which ends with a NUL. */
  setText(path: string, text: string): void {
    const bytes = new TextEncoder().encode(`${text}\0`);
    const name = `${this.name} ${path}`;
    this.setPointer(path, this.kernel.memory.allocate({ kind: "object", name, bytes, writable: false }));
  }

  /** A copy of the object's memory as bpf_probe_read_kernel makes it: with the pointers in it, NULL as zeros. */
  copy(offset: number, size: number): Uint8Array {
    this.beforeRead(offset, size);
    const bytes = this.region.bytes.slice(offset, offset + size);
    for (const [at, target] of this.#pointers) {
      const start = at - offset;
      if (start + POINTER_BYTES <= 0 || start >= size) continue;
      const pointer = new Uint8Array(POINTER_BYTES);
      writeUnsigned(pointer, 0, POINTER_BYTES, this.#addressOf(target));
      const [from, to] = [Math.max(0, -start), Math.min(POINTER_BYTES, size - start)];
      bytes.set(pointer.subarray(from, to), start + from);
    }
    return bytes;
  }

  /** Fills what is filled as somebody looks, as far as it is known. */
  refresh(): void {
    try {
      this.beforeRead(0, this.region.size);
    } catch (error) {
      if (!(error instanceof FaultSignal)) throw error;
    }
  }

  /** The view that a pointer to this object gives when the program loads it out of another object. */
  get walked(): Region {
    return this.kernel.memory.view(this.region, {
      offset: 0,
      size: this.region.size,
      type: this.type,
      trust: "untrusted",
    });
  }

  /** The view of a pointer that the verifier trusts without a reference, as the running task's. */
  get trusted(): Region {
    const { size } = this.region;
    return this.kernel.memory.view(this.region, { offset: 0, size, type: this.type, trust: "trusted" });
  }

  /** The view of a pointer that RCU protects: trusted until the RCU section ends. */
  get protectedByRcu(): Region {
    const { size } = this.region;
    return this.kernel.memory.view(this.region, { offset: 0, size, type: this.type, trust: "rcu" });
  }

  /** The view of a pointer that the verifier trusts so far. */
  pointer(trust: PointerTrust["trust"]): Region {
    if (trust === "rcu") return this.kernel.sections.pointerTo(this);
    if (trust === "trusted") return this.trusted;
    return trust === "plain" ? this.plain : this.walked;
  }

  /** The view of a pointer that helpers take and kfuncs don't: an argument of a traced function, and what is found from there. */
  get plain(): Region {
    const { size } = this.region;
    return this.kernel.memory.view(this.region, { offset: 0, size, type: this.type });
  }

  /** A pointer of its own to the whole object, which can be taken back without touching others. */
  newReference(): Region {
    const { size } = this.region;
    return this.kernel.memory.view(this.region, { offset: 0, size, type: this.type, trust: "trusted", fresh: true });
  }

  /** Comes before each look at so many bytes of the object, for those that are filled as they are looked at. */
  protected beforeRead(_offset: number, _size: number): void {}

  protected checkLicense(): void {
    refuseOtherLicense(this.kernel, this.name);
  }

  #load(offset: number, size: AccessSize, through: Region): bigint {
    this.checkLicense();
    const walked = walkStruct(this.btf, this.type, offset, size);
    if (walked.kind === "refused") {
      const message = `a read of ${counted(size, "byte")} at offset ${offset} of ${this.name} ${walked.why}`;
      return this.kernel.fault("out-of-bounds", message);
    }
    this.beforeRead(offset, size);
    if (walked.kind === "scalar") return readUnsigned(this.region.bytes, offset, size);
    return this.#pointer(offset, walked.type, pointerTrust(this.kernel, through, walked.member));
  }

  #pointer(offset: number, type: TypeId, { trust, nullable }: PointerTrust): bigint {
    const target = this.#pointers.get(offset);
    if (target === undefined) return nullable ? 0n : this.kernel.walkedNulls.pointerOf(type);
    return this.#addressOf(target, trust);
  }

  #addressOf(target: PointerTarget, trust: PointerTrust["trust"] = "untrusted"): bigint {
    if (typeof target === "bigint") return target;
    return this.kernel.memory.addressOf(target instanceof BtfObject ? target.pointer(trust) : target, 0);
  }

  /** Why the program may not write here; undefined where it may. */
  protected whyReadOnly(offset: number, _size: number): string | undefined {
    return `${this.name} is written at offset ${offset}; only read is supported`;
  }

  #store(offset: number, size: AccessSize, value: bigint): void {
    const why = this.whyReadOnly(offset, size);
    if (why) this.kernel.fault("read-only-memory", why);
    writeUnsigned(this.region.bytes, offset, size, value);
  }
}
