import type { TypeId } from "../../btf/types.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { AllocatedObject } from "./allocated-object.ts";
import { PerCpuObject } from "./per-cpu-object.ts";

/** The objects that the program allocated of its own structs. */
export class Allocations {
  readonly #kernel: Kernel;
  readonly #objects = new Map<Region, AllocatedObject>();
  readonly #perCpu = new Map<Region, PerCpuObject>();
  readonly #made = new Map<string, number>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  create(type: TypeId): AllocatedObject {
    const object = new AllocatedObject(this.#kernel, this.#nameOf(type), type);
    this.#objects.set(object.region, object);
    return object;
  }

  createPerCpu(type: TypeId): PerCpuObject {
    const object = new PerCpuObject(this.#kernel, `per-CPU ${this.#nameOf(type)}`, type);
    this.#perCpu.set(object.region, object);
    return object;
  }

  /** The object that a region, or a view of it, belongs to. */
  at(region: Region): AllocatedObject | undefined {
    return this.#objects.get(region) ?? (region.over && this.at(region.over.region));
  }

  perCpuAt(region: Region): PerCpuObject | undefined {
    return this.#perCpu.get(region) ?? (region.over && this.perCpuAt(region.over.region));
  }

  #nameOf(type: TypeId): string {
    const struct = this.#kernel.program.btf.type(type);
    const name = "name" in struct && struct.name !== "" ? struct.name : "object";
    const number = (this.#made.get(name) ?? 0) + 1;
    this.#made.set(name, number);
    return `${name} #${number}`;
  }
}
