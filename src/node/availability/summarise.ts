import type { AttachForm, AvailabilityFile } from "../../core/facts/availability-file.ts";
import type { KfuncVerdict } from "../../core/verifier/kfunc-verdict.ts";
import { listSome } from "../../core/words/list-some.ts";
import type { CandidateForm } from "./forms.ts";
import { numberClasses } from "./number-classes.ts";

/** The verdicts on one kfunc in the order of the forms. */
export interface JudgedKfunc {
  readonly kfunc: string;
  readonly verdicts: readonly KfuncVerdict[];
}

export interface Summary {
  readonly file: AvailabilityFile;
  /** What was answered and is not known: nothing may be written then. */
  readonly problems: readonly string[];
}

const isUnloadable = ({ kind }: KfuncVerdict) => kind === "unloadable";

/** The verifier comes to what makes a kfunc unloadable only in forms that are registered for it; no other may call it anyway. */
const findUnloadable = ({ verdicts }: JudgedKfunc): KfuncVerdict | undefined =>
  verdicts.every((verdict) => isUnloadable(verdict) || verdict.kind === "barred")
    ? verdicts.find(isUnloadable)
    : undefined;

/** What the rules that no program gets past are about, as the page says it. */
const unloadableBecause: Readonly<Record<string, string>> = {
  linkage: "the kernel was built so that no program which calls it can be loaded",
  state: "the verifier refuses every program that can reach the call, whatever its type",
};

function allowedClasses({ verdicts }: JudgedKfunc, classes: readonly number[]): number[] {
  const found = classes.filter((_, form) => verdicts[form]?.kind === "allowed");
  return [...new Set(found)].sort((left, right) => left - right);
}

function findProblems(judged: readonly JudgedKfunc[], forms: readonly CandidateForm[]): string[] {
  return judged.flatMap(({ kfunc, verdicts }) => {
    const isMixed = verdicts.some(isUnloadable) && verdicts.some(({ kind }) => kind === "allowed");
    const mixed = isMixed ? [`${kfunc}: only some forms say that it can't be loaded`] : [];
    const unknown = new Map<string, string[]>();
    for (const [form, { kind, because }] of verdicts.entries()) {
      if (kind !== "unknown") continue;
      unknown.set(because, [...(unknown.get(because) ?? []), forms[form]?.facts.name ?? ""]);
    }
    return [...mixed, ...[...unknown].map(([because, names]) => `${kfunc} in ${listSome(names, 3)}: ${because}`)];
  });
}

const entries = <Value>(pairs: readonly (readonly [string, Value])[]): Record<string, Value> =>
  Object.fromEntries(pairs);

/** The file of what was measured; `judged` in the order of the kfuncs' names. */
export function summarise(
  release: string,
  kernel: string,
  forms: readonly CandidateForm[],
  judged: readonly JudgedKfunc[],
): Summary {
  const measured = judged.filter((each) => !findUnloadable(each));
  const classes = numberClasses(
    forms.length,
    measured.map(({ verdicts }) => verdicts.map(({ kind }) => kind === "allowed")),
  );
  const file: AvailabilityFile = {
    release,
    kernel,
    forms: forms.map(({ facts }, form): AttachForm => ({ ...facts, class: classes[form] ?? 0 })),
    allowed: entries(measured.map((each) => [each.kfunc, allowedClasses(each, classes)] as const)),
    unmeasured: entries(
      judged.flatMap((each) => {
        const verdict = findUnloadable(each);
        return verdict ? [[each.kfunc, unloadableBecause[verdict.because] ?? verdict.because] as const] : [];
      }),
    ),
  };
  return { file, problems: findProblems(judged, forms) };
}
