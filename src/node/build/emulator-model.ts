import { helperForms } from "../../core/facts/helper-forms.ts";
import type { ReleaseFacts } from "../../core/facts/release-facts.ts";
import { contexts } from "../../core/kernel/contexts/contexts.ts";
import { helpers as helperModels } from "../../core/kernel/helpers/helpers.ts";
import { unmodelledHelpers } from "../../core/kernel/helpers/unmodelled.ts";
import { mapTypes } from "../../core/kernel/maps/map-types.ts";
import type { ProgramType } from "../../core/uapi/program-types.ts";

/** What the emulator models, and what it leaves out. */
export interface EmulatorModel {
  readonly contexts: readonly ModelledContext[];
  readonly maps: readonly { readonly name: string; readonly notModelled: readonly string[] }[];
  /** Of the newest release, in the order of enum bpf_func_id; none where nobody has measured who may call them. */
  readonly helpers: readonly ModelledHelper[];
}

export interface ModelledContext {
  readonly programType: ProgramType;
  /** Where the model is for programs that are attached so, and no others. */
  readonly attachTypes: readonly string[];
  readonly notModelled: readonly string[];
}

export interface ModelledHelper {
  readonly name: string;
  readonly gplOnly: boolean;
  /** Program types of which some form may call it; `sleepable` where only forms may that sleep. */
  readonly programTypes: readonly { readonly name: ProgramType; readonly sleepable: boolean }[];
  /** Absent where it has no model. */
  readonly notModelled?: readonly string[];
  /** Why it has none. */
  readonly why?: string;
}

type Measured = Pick<ReleaseFacts, "availability" | "helpers">;

function helpersOf({ availability, helpers }: Measured): ModelledHelper[] {
  if (!availability || !helpers) return [];
  const forms = helperForms(availability, helpers);
  return Object.entries(helpers.helpers).map(([name, { gpl_only, allowed }]) => {
    const may = forms.filter((form) => allowed.includes(form.class));
    const types = [...new Set(may.map((form) => form.program_type))];
    const model = helperModels.find((each) => each.name === name);
    const why = unmodelledHelpers.get(name);
    return {
      name,
      gplOnly: gpl_only,
      programTypes: types.map((type) => ({
        name: type,
        sleepable: may.every((form) => form.program_type !== type || form.sleepable),
      })),
      ...(model && { notModelled: model.notModelled }),
      ...(why !== undefined && { why }),
    };
  });
}

export const emulatorModel = (newest: Measured | undefined): EmulatorModel => ({
  contexts: contexts.map(({ programType, attachTypes = [], notModelled }) => ({
    programType,
    attachTypes,
    notModelled,
  })),
  maps: mapTypes.map(({ name, notModelled }) => ({ name, notModelled })),
  helpers: newest ? helpersOf(newest) : [],
});
