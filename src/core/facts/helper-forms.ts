import type { AttachForm, AvailabilityFile } from "./availability-file.ts";
import type { HelpersFile } from "./helpers-file.ts";

/** The forms of a release, each with its class by helpers instead of kfuncs; forms that were not measured are left out. */
export function helperForms(
  { forms }: Pick<AvailabilityFile, "forms">,
  { forms: classes }: Pick<HelpersFile, "forms">,
): AttachForm[] {
  return forms.flatMap((form) => {
    const found = Object.hasOwn(classes, form.name) ? classes[form.name] : undefined;
    return found === undefined ? [] : [{ ...form, class: found }];
  });
}
