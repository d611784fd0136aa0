import type { KfuncFlag } from "../../uapi/kfunc-flags.ts";
import type { ProgramType } from "../../uapi/program-types.ts";

/** A way in which programs are loaded: what the section's name says of them. */
export interface ProgramForm {
  /** Of libbpf's sections: `fentry.s`, `iter/task`. */
  readonly name: string;
  /** Further names of the very same form. */
  readonly also?: readonly string[];
  readonly programType: ProgramType;
  readonly attachType?: string;
  readonly sleepable: boolean;
}

/** What the kernel is told of one kfunc beside its prototype. */
export interface KfuncFacts {
  readonly name: string;
  readonly flags: readonly KfuncFlag[];
  readonly programTypes: readonly ProgramType[];
  /** Forms of these types that may not call it all the same, as the verifier answered; absent where nobody asked. */
  readonly refusedForms?: readonly ProgramForm[];
  /**
   * Of one that may sleep: the types that are open to it but for sleeping, with the sections of those of their programs that may; absent
   * where nobody asked.
   */
  readonly sleepableSections?: Readonly<Partial<Record<ProgramType, readonly string[]>>>;
}
