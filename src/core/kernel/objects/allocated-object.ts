import { sizeOf } from "../../btf/layout.ts";
import type { TypeId } from "../../btf/types.ts";
import type { Region, ViewOptions } from "../../vm/memory.ts";
import { fieldAccess } from "../fields/field-access.ts";
import type { FieldRecord } from "../fields/field-record.ts";
import { freeFields } from "../fields/free-fields.ts";
import type { Kernel } from "../kernel.ts";

/**
 * An object of one of the program's own structs, as bpf_obj_new allocates it (kernel/bpf/helpers.c, v7.3). The program reads
 * and writes it but for its special fields. Its memory stays there when it is freed: pointers that are protected by RCU may
 * still lead to it, and the others died before.
 */
export class AllocatedObject {
  readonly kernel: Kernel;
  readonly name: string;
  /** In the object's BTF. */
  readonly type: TypeId;
  readonly record: FieldRecord | undefined;
  /** The object's own memory. The program reaches it through views. */
  readonly region: Region;
  /** What its bpf_refcount counts; without one it is freed when it is dropped. */
  #references = 1;

  constructor(kernel: Kernel, name: string, type: TypeId) {
    this.kernel = kernel;
    this.name = name;
    this.type = type;
    this.record = kernel.programTypes.recordOf(type);
    const access = this.record && fieldAccess(kernel, name, this.record, () => this.region);
    const bytes = sizeOf(kernel.program.btf, type);
    this.region = kernel.memory.allocate({ kind: "allocated", name, bytes, ...(access && { access }) });
    kernel.fieldPlaces.add(this.region, this.record ? { record: this.record } : {});
  }

  /** A pointer of its own, which dies when the program gives up the reference or loses its right to look. */
  newReference(): Region {
    return this.#view({ fresh: true });
  }

  /** The pointer that a kptr's load gives while RCU protects the object. */
  get protectedByRcu(): Region {
    return this.#view({ trust: "rcu" });
  }

  /** The pointer that a kptr's load gives elsewhere: it is good for reading only. */
  get untrusted(): Region {
    return this.#view({ trust: "untrusted", writable: false });
  }

  get isRefcounted(): boolean {
    return this.record?.has("bpf_refcount") ?? false;
  }

  /** refcount_inc_not_zero: false for an object that was freed. */
  count(): boolean {
    if (this.#references === 0) return false;
    this.#references++;
    return true;
  }

  /** Gives back one reference; with the last one goes what its fields own (__bpf_obj_drop_impl). */
  drop(): void {
    if (--this.#references === 0 && this.record) freeFields(this.kernel, this.region, this.record);
  }

  #view(options: Pick<ViewOptions, "fresh" | "trust" | "writable">): Region {
    return this.kernel.memory.view(this.region, { offset: 0, size: this.region.size, ...options });
  }
}
