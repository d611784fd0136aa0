import type { Btf } from "../btf/btf.ts";
import type { HelperFacts } from "../kernel/helpers/helper-facts.ts";
import type { KfuncFacts } from "../kernel/kfuncs/kfunc-facts.ts";

export type { HelperFacts, KfuncFacts };

/** The kernel to emulate: its types and what its kfuncs are registered with. */
export interface KernelFacts {
  /** `major.minor`, such as "7.3". */
  readonly release: string;
  readonly btf: Btf;
  /** By name. */
  readonly kfuncs: ReadonlyMap<string, KfuncFacts>;
  /** Who may call which helper. */
  readonly helpers: HelperFacts;
}
