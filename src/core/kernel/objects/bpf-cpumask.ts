import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import { structType } from "./struct-access.ts";

const USAGE = "usage.refs.counter";

/** A CPU mask that a program made: struct bpf_cpumask (kernel/bpf/cpumask.c, v7.3). It starts empty, with one reference. */
export class BpfCpumask extends BtfObject {
  constructor(kernel: Kernel) {
    super(kernel, "cpumask", structType(kernel.btf, "bpf_cpumask"));
    this.set(USAGE, 1);
  }

  /** refcount_inc, or refcount_dec_and_test with -1. */
  count(change: 1 | -1): void {
    this.set(USAGE, this.number(USAGE) + change);
  }
}
