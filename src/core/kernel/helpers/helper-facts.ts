import type { ProgramType } from "../../uapi/program-types.ts";

/** A way in which programs are loaded, and the class that it is in: forms of one class may call the same helpers. */
export interface HelperForm {
  readonly programType: ProgramType;
  /** Of enum bpf_attach_type; absent where the type has none. */
  readonly attachType?: string;
  readonly sleepable: boolean;
  readonly class: number;
}

/** Who may call one helper. */
export interface HelperRights {
  readonly gplOnly: boolean;
  /** Classes of forms. */
  readonly allowed: readonly number[];
}

/** Who may call the kernel's helpers, as the verifier of a release answered (`content/kernels/<release>/helpers.json`). */
export interface HelperFacts {
  readonly forms: readonly HelperForm[];
  /** By name. */
  readonly helpers: Readonly<Record<string, HelperRights>>;
}

/** What is known of how a program is loaded. */
export interface LoadedAs {
  readonly programType: ProgramType;
  readonly attachType?: string | undefined;
  readonly sleepable: boolean;
}

/** The first of ever wider groups of forms that has any: with the same sleep and attach type, attach type, sleep, neither. */
function formsOf({ forms }: HelperFacts, { programType, attachType, sleepable }: LoadedAs): readonly HelperForm[] {
  const ofType = forms.filter((form) => form.programType === programType);
  const attached = ofType.filter((form) => form.attachType === attachType);
  const asleep = (form: HelperForm) => form.sleepable === sleepable;
  const groups = [attached.filter(asleep), attached, ofType.filter(asleep), ofType];
  return groups.find((group) => group.length > 0) ?? [];
}

/** Undefined where nobody has measured it. */
export const helperRights = ({ helpers }: HelperFacts, name: string): HelperRights | undefined =>
  Object.hasOwn(helpers, name) ? helpers[name] : undefined;

/** Whether programs that are loaded so may call a helper; nobody is refused what nobody has measured. */
export function mayCallHelper(facts: HelperFacts, name: string, loaded: LoadedAs): boolean {
  const helper = helperRights(facts, name);
  const forms = formsOf(facts, loaded);
  return !helper || forms.length === 0 || forms.some((form) => helper.allowed.includes(form.class));
}
