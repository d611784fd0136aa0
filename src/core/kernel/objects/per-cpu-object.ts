import { sizeOf } from "../../btf/layout.ts";
import type { TypeId } from "../../btf/types.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { AllocatedObject } from "./allocated-object.ts";

/**
 * An object that each CPU has a copy of, as bpf_percpu_obj_new allocates it (kernel/bpf/helpers.c, v7.3). A pointer to it
 * leads nowhere by itself: bpf_per_cpu_ptr() gives that of a copy.
 */
export class PerCpuObject {
  readonly name: string;
  /** In the object's BTF. */
  readonly type: TypeId;
  readonly region: Region;
  readonly #kernel: Kernel;
  readonly #copies: readonly AllocatedObject[];

  constructor(kernel: Kernel, name: string, type: TypeId) {
    this.#kernel = kernel;
    this.name = name;
    this.type = type;
    const refuse = (offset: number): never =>
      kernel.fault("per-cpu-memory", `an access at offset ${offset} of ${name}, of which each CPU has a copy`);
    this.region = kernel.memory.allocate({
      kind: "allocated",
      name,
      bytes: sizeOf(kernel.program.btf, type),
      access: { load: refuse, store: refuse },
    });
    this.#copies = Array.from(
      { length: kernel.cpus.possible },
      (_, cpu) => new AllocatedObject(kernel, `${name} on CPU ${cpu}`, type),
    );
  }

  newReference(): Region {
    return this.#kernel.memory.view(this.region, { offset: 0, size: this.region.size, fresh: true });
  }

  /** The pointer that a kptr's load gives while RCU protects the object. */
  get protectedByRcu(): Region {
    return this.#kernel.memory.view(this.region, { offset: 0, size: this.region.size, trust: "rcu" });
  }

  /** The pointer that a kptr's load gives elsewhere. */
  get untrusted(): Region {
    return this.#kernel.memory.view(this.region, { offset: 0, size: this.region.size, trust: "untrusted" });
  }

  /** That of one CPU; undefined for one that there can't be. */
  copyOn(cpu: number): AllocatedObject | undefined {
    return this.#copies[cpu];
  }

  drop(): void {}
}
