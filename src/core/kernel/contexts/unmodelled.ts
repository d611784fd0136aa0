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
];

/** Why programs of this type and attach type have no model, where the reason is known. */
export const whyUnmodelled = (programType: string, attachType: string | undefined): string | undefined =>
  unmodelledContexts.find(
    (each) => each.programType === programType && (each.attachTypes?.includes(attachType ?? "") ?? true),
  )?.reason;
