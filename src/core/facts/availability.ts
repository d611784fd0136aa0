import type { AttachForm, AvailabilityFile } from "./availability-file.ts";

/** A program type of one release, and which of its attach forms may call a kfunc. */
export interface ProgramTypeAvailability {
  readonly programType: AttachForm["program_type"];
  /** Forms that may call it, in the order of the file; at least one. */
  readonly allowed: readonly AttachForm[];
  /** Forms that this release can load but that may not call it. */
  readonly refused: readonly AttachForm[];
}

type Measured = Pick<AvailabilityFile, "forms" | "allowed">;

/** Program types of which some form may call the kfunc; undefined where nobody could measure it. */
export function programTypesOf({ forms, allowed }: Measured, kfunc: string): ProgramTypeAvailability[] | undefined {
  if (!Object.hasOwn(allowed, kfunc)) return undefined;
  const classes = new Set(allowed[kfunc]);
  const types = [...new Set(forms.map((form) => form.program_type))];
  return types.flatMap((programType) => {
    const own = forms.filter((form) => form.program_type === programType);
    const may = own.filter((form) => classes.has(form.class));
    if (may.length === 0) return [];
    return [{ programType, allowed: may, refused: own.filter((form) => !may.includes(form)) }];
  });
}

/** Program types of which the release can load any program: of no other is known what it may call. */
export function measuredTypes({ forms }: Measured): ReadonlySet<string> {
  return new Set(forms.map((form) => form.program_type));
}
