import type { ProgramType } from "../uapi/program-types.ts";
import type { AvailabilityFile } from "./availability-file.ts";
import type { KfuncFact } from "./kfuncs-file.ts";

type Measured = Pick<AvailabilityFile, "forms" | "allowed">;

/**
 * Of a kfunc that may sleep: the program types that are open to it but for sleeping, each with the sections of its programs that may sleep
 * and call it. None where the type has no such programs: then its registrations say that it is open. check_kfunc_call() looks at
 * registrations and filters first, then at whether the program may sleep (kernel/bpf/verifier.c, v7.3).
 */
export function sleepableSections(
  { forms, allowed }: Measured,
  name: string,
  { sets }: KfuncFact,
): Partial<Record<ProgramType, readonly string[]>> {
  const classes = new Set(allowed[name]);
  const registered = new Set(sets.flatMap(({ registered_for }) => registered_for));
  const types = [...new Set(forms.map((form) => form.program_type))];
  const open = types.flatMap((type) => {
    const sleeping = forms.filter(({ program_type, sleepable }) => program_type === type && sleepable);
    const sections = sleeping
      .filter((form) => classes.has(form.class))
      .flatMap((form) => [form.name, ...(form.also ?? [])]);
    const isOpen =
      sleeping.length > 0 ? sections.length > 0 : registered.has(type) || registered.has("BPF_PROG_TYPE_UNSPEC");
    return isOpen ? [[type, sections] as const] : [];
  });
  return Object.fromEntries(open);
}
