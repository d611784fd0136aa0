import { type ProgramType, programTypes } from "../../core/uapi/program-types.ts";
import { pagePath } from "../paths.ts";

/** What all names of program types begin with; in a table it stands once. */
export const programTypePrefix = "BPF_PROG_TYPE_";

export interface ProgramTypeName {
  readonly name: ProgramType;
  /** Without the prefix. */
  readonly short: string;
  readonly href: string;
}

export const programTypeName = (name: ProgramType): ProgramTypeName => ({
  name,
  short: name.slice(programTypePrefix.length),
  href: pagePath("program-type", name),
});

/** Types that a program can have, in the order of enum bpf_prog_type. */
export const programTypeNames: readonly ProgramTypeName[] = programTypes
  .filter((name) => name !== "BPF_PROG_TYPE_UNSPEC")
  .map(programTypeName);
