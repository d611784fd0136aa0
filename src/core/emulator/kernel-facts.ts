import type { Btf } from "../btf/btf.ts";
import type { KfuncFlag } from "../uapi/kfunc-flags.ts";
import type { ProgramType } from "../uapi/program-types.ts";

/** What the emulator knows of one kfunc beside its prototype, from its spec. */
export interface KfuncFacts {
  readonly name: string;
  readonly flags: readonly KfuncFlag[];
  readonly programTypes: readonly ProgramType[];
}

/** The kernel to emulate: its types and what its kfuncs are registered with. */
export interface KernelFacts {
  /** `major.minor`, such as "7.3". */
  readonly release: string;
  readonly btf: Btf;
  /** By name. */
  readonly kfuncs: ReadonlyMap<string, KfuncFacts>;
}
