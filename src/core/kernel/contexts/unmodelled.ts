import type { ProgramType } from "../../uapi/program-types.ts";

/** Programs without a model of their context, by type and, where others of the type have one, attach type. */
interface UnmodelledContext {
  readonly programType: ProgramType;
  readonly attachTypes?: readonly string[];
  /** Completes "programs of this type are not modelled: …". */
  readonly reason: string;
}

export const unmodelledContexts: readonly UnmodelledContext[] = [
  {
    programType: "BPF_PROG_TYPE_EXT",
    reason:
      "Linux does not run them by themselves; a scenario names them under `replaced_by` of the program whose function they replace",
  },
  {
    programType: "BPF_PROG_TYPE_TRACING",
    attachTypes: ["BPF_TRACE_FENTRY_MULTI", "BPF_TRACE_FEXIT_MULTI", "BPF_TRACE_FSESSION_MULTI"],
    reason: "the functions that they are attached to, and with them their arguments, are known when they are attached",
  },
];

/** Why programs of this type and attach type have no model, where the reason is known. */
export const whyUnmodelled = (programType: string, attachType: string | undefined): string | undefined =>
  unmodelledContexts.find(
    (each) => each.programType === programType && (each.attachTypes?.includes(attachType ?? "") ?? true),
  )?.reason;
