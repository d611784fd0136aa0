import type { AttachForm } from "../../core/facts/availability-file.ts";
import { isBuiltWithout } from "../../core/facts/built-without.ts";
import type { KernelModel, KfuncModel } from "../../node/build/site-model.ts";
import { grouped } from "./grouped.ts";

/** Whether programs of one type may call a kfunc in one release. */
export type Answer = keyof typeof answers;

/** In the order in which a legend lists them. `mark` stands in a narrow cell, `word` in a wide one. */
export const answers = {
  yes: { mark: "✓", word: "Yes", meaning: "programs of the type may call it, in every form that was measured" },
  sleepable: { mark: "S", word: "Sleepable", meaning: "only sleepable programs of the type may call it" },
  some: {
    mark: "½",
    word: "Some",
    meaning: "some forms of the type may call it, such as some members of a struct_ops",
  },
  no: { mark: "", word: "No", meaning: "the verifier refuses the call" },
  absent: { mark: "", word: "Absent", meaning: "the kernel has no such kfunc" },
  unbuilt: {
    mark: "",
    word: "Not built",
    meaning: "the kernel was built without an option that the kfunc needs, and says nothing of the release",
  },
  unmeasured: { mark: "?", word: "Unknown", meaning: "it was not measured" },
  untried: { mark: "", word: "None", meaning: "the kernel can load no program of the type" },
} as const;

type Asked = Pick<KfuncModel, "name" | "history" | "availability">;

const formsByType = new WeakMap<KernelModel, ReadonlyMap<string, readonly AttachForm[]>>();

/** A form under each of its names. */
const underAllNames = ({ also = [], ...form }: AttachForm): AttachForm[] =>
  [form.name, ...also].map((name) => ({ ...form, name }));

function groupForms({ forms = [] }: KernelModel): ReadonlyMap<string, readonly AttachForm[]> {
  return grouped(forms.flatMap(underAllNames), ({ program_type }) => program_type);
}

/** The attach forms of a program type that a release can load, by each of their names. */
export function formsOf(kernel: KernelModel, type: string): readonly AttachForm[] {
  const known = formsByType.get(kernel) ?? groupForms(kernel);
  formsByType.set(kernel, known);
  return known.get(type) ?? [];
}

/** The classes of forms that may call a kfunc; undefined where that is not known, or the release lacks it. */
export function allowedClasses({ history, availability }: Asked, { release, forms }: KernelModel) {
  const classes = availability[release];
  const isKnown = forms && history?.releases.includes(release) && Array.isArray(classes);
  return isKnown ? (classes as readonly number[]) : undefined;
}

export function answerOf(kfunc: Asked, kernel: KernelModel, type: string): Answer {
  if (!kfunc.history?.releases.includes(kernel.release)) {
    return isBuiltWithout(kernel.release, kfunc.name) ? "unbuilt" : "absent";
  }
  const classes = allowedClasses(kfunc, kernel);
  if (!classes) return "unmeasured";
  const forms = formsOf(kernel, type);
  if (forms.length === 0) return "untried";
  const may = forms.filter((form) => classes.includes(form.class));
  if (may.length === forms.length) return "yes";
  if (may.length === 0) return "no";
  const isSleepable = may.every(({ sleepable }) => sleepable);
  return isSleepable && may.length === forms.filter(({ sleepable }) => sleepable).length ? "sleepable" : "some";
}

/** Whether some program of the type may call it. */
export const mayCall = (answer: Answer): boolean => answer === "yes" || answer === "sleepable" || answer === "some";
