import type { Btf } from "../../btf/btf.ts";
import { findMember, sizeOf } from "../../btf/layout.ts";
import type { BtfTypeOf } from "../../btf/types.ts";
import type { AccessSize } from "../../bytes/integers.ts";
import type { Region, RegionAccess } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";

/** Members of the kernel's variables whose value follows from the CPU (sched_init, kernel/sched/core.c, v7.3). */
const known: readonly { readonly variable: string; readonly member: string; readonly on: (cpu: number) => number }[] = [
  { variable: "runqueues", member: "cpu", on: (cpu) => cpu },
];

function knownAt(btf: Btf, { name, type }: BtfTypeOf<"var">, offset: number, size: AccessSize) {
  return known.find(({ variable, member }) => {
    const place = variable === name ? findMember(btf, type, member) : undefined;
    return place !== undefined && place.bitOffset === 8 * offset && sizeOf(btf, place.type) === size;
  });
}

/**
 * A per-CPU variable of the kernel, as a program gets it with `extern … __ksym`: a pointer that leads nowhere by itself, and
 * one for each CPU that bpf_per_cpu_ptr() gives. What the variables hold is not modelled, but for what is listed here.
 */
export class KernelVariable {
  readonly region: Region;
  readonly #copies: readonly Region[];

  constructor(kernel: Kernel, variable: BtfTypeOf<"var">) {
    const name = `the kernel's ${variable.name}`;
    const bytes = sizeOf(kernel.btf, variable.type);
    const refuse = (offset: number): never =>
      kernel.fault("per-cpu-memory", `an access at offset ${offset} of ${name}, of which each CPU has a copy`);
    const options = { kind: "global", bytes, writable: false } as const;
    this.region = kernel.memory.allocate({ ...options, name, access: { load: refuse, store: refuse } });
    this.#copies = Array.from({ length: kernel.cpus.possible }, (_, cpu) => {
      const access: RegionAccess = {
        load(offset, size) {
          const value = knownAt(kernel.btf, variable, offset, size)?.on(cpu);
          if (value !== undefined) return BigInt(value);
          return kernel.fault("variable-not-modelled", `what ${name} holds at offset ${offset} on CPU ${cpu}`);
        },
        store: refuse,
      };
      return kernel.memory.allocate({ ...options, name: `${name} on CPU ${cpu}`, access });
    });
  }

  /** That of one CPU; undefined for one that there can't be. */
  copyOn(cpu: number): Region | undefined {
    return this.#copies[cpu];
  }
}
