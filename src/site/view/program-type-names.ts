import { type ProgramType, programTypes } from "../../core/uapi/program-types.ts";
import { pagePath } from "../paths.ts";

/** What all names of program types begin with; in a table it stands once. */
export const programTypePrefix = "BPF_PROG_TYPE_";

export interface ProgramTypeName {
  readonly name: ProgramType;
  /** Without the prefix. */
  readonly short: string;
  /** Under which name people know it, where that is another: `tc`. */
  readonly common?: string;
  readonly href: string;
}

/** The names of the tools that attach them, as their documentation writes them (tc-bpf(8), tcx and netkit of libbpf). */
const commonNames: Partial<Record<ProgramType, string>> = {
  BPF_PROG_TYPE_SCHED_CLS: "tc",
  BPF_PROG_TYPE_SCHED_ACT: "tc action",
};

export const programTypeName = (name: ProgramType): ProgramTypeName => ({
  name,
  short: name.slice(programTypePrefix.length),
  ...(commonNames[name] && { common: commonNames[name] }),
  href: pagePath("program-type", name),
});

/** As a list is read: "tc (SCHED_CLS)", "XDP". */
export const readableName = ({ short, common }: ProgramTypeName): string => (common ? `${common} (${short})` : short);

/** Types that a program can have, in the order of enum bpf_prog_type. */
export const programTypeNames: readonly ProgramTypeName[] = programTypes
  .filter((name) => name !== "BPF_PROG_TYPE_UNSPEC")
  .map(programTypeName);
