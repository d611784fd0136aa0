import type { KfuncFlag } from "../../uapi/kfunc-flags.ts";
import type { ProgramType } from "../../uapi/program-types.ts";

/** What the kernel is told of one kfunc beside its prototype. */
export interface KfuncFacts {
  readonly name: string;
  readonly flags: readonly KfuncFlag[];
  readonly programTypes: readonly ProgramType[];
}
