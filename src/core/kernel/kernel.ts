import type { Btf } from "../btf/btf.ts";
import type { LinkedObject, LinkedProgram } from "../object/linked-object.ts";
import type { FaultRule } from "../vm/fault.ts";
import { FaultSignal, type FaultStatement } from "../vm/fault-signal.ts";
import type { Machine } from "../vm/machine.ts";
import type { Memory, Region } from "../vm/memory.ts";
import { enumerators } from "./enumerators.ts";
import { FactsContradiction } from "./facts-contradiction.ts";
import type { KfuncFacts } from "./kfuncs/kfunc-facts.ts";
import type { BtfObject } from "./objects/btf-object.ts";
import { Dynptrs } from "./objects/dynptr.ts";
import { Net } from "./objects/net.ts";
import type { XdpBuff } from "./objects/xdp-buff.ts";
import { References } from "./references.ts";

export interface KernelOptions {
  readonly btf: Btf;
  readonly memory: Memory;
  readonly kfuncs: ReadonlyMap<string, KfuncFacts>;
  /** What the kernel must know of the program that it runs, and of the object that it is from. */
  readonly program: Pick<LinkedProgram, "programType" | "flags"> & Pick<LinkedObject, "license">;
}

/** The modelled kernel of one run: its types, its memory, its objects, and what the program holds of them. */
export class Kernel {
  readonly btf: Btf;
  readonly memory: Memory;
  readonly kfuncs: ReadonlyMap<string, KfuncFacts>;
  readonly program: KernelOptions["program"];
  readonly references: References;
  readonly dynptrs: Dynptrs;
  /** The network namespace of the device that received the packet. */
  readonly net = new Net();
  /** What a NULL pointer member of an object loads as: equal to 0, and readable as zeros. */
  readonly walkedNull: bigint;
  readonly #objects = new Map<Region, BtfObject>();
  /** Lines that the program printed with bpf_trace_printk. */
  readonly printed: string[] = [];
  /** The packet that an XDP program runs on. */
  xdp: XdpBuff | undefined;
  /** The machine that runs the program. */
  machine: Machine | undefined;

  constructor({ btf, memory, kfuncs, program }: KernelOptions) {
    this.btf = btf;
    this.memory = memory;
    this.kfuncs = kfuncs;
    this.program = program;
    this.references = new References(this);
    this.dynptrs = new Dynptrs(this);
    this.walkedNull = memory.addressOf(memory.nullRegion({ name: "NULL" }), 0);
    memory.onWrite = (region, offset, size) => this.#noteWrite(region, offset, size);
    memory.whyUnreadable = (region, offset) =>
      this.dynptrs.within(region, offset, 1).length > 0 ? "belongs to a dynptr" : undefined;
  }

  /** The instruction that runs. */
  get slot(): number {
    return this.machine?.slot ?? 0;
  }

  /** Ends the run with a fault at the instruction that runs, or at `slot` where it is given. */
  fault(rule: FaultRule, message: string, more: Pick<FaultStatement, "origin" | "slot"> = {}): never {
    throw new FaultSignal({ rule, message, ...more });
  }

  /** Makes an object known by its memory. Objects do this themselves. */
  addObject(object: BtfObject): void {
    this.#objects.set(object.region, object);
  }

  /** The object that a region, or a view of it, belongs to. */
  objectAt(region: Region): BtfObject | undefined {
    return this.#objects.get(region) ?? (region.over && this.objectAt(region.over.region));
  }

  /** The value of an enumerator of the kernel, by its name. */
  enumerator(name: string): bigint {
    const value = enumerators(this.btf).get(name);
    if (value !== undefined) return value;
    throw new FactsContradiction(`The kernel's BTF has no enumerator ${name}`);
  }

  #noteWrite(region: Region, offset: number, size: number): void {
    if (region.over) this.#noteWrite(region.over.region, region.over.offset + offset, size);
    else if (region.kind === "stack") this.dynptrs.noteWrite(region, offset, size);
  }
}
