import { isRegisteredFor } from "../../core/facts/kfunc-hooks.ts";
import type { KfuncsFile } from "../../core/facts/kfuncs-file.ts";
import { listSome } from "../../core/words/list-some.ts";
import type { CandidateForm } from "./forms.ts";
import type { JudgedKfunc } from "./summarise.ts";

/** How what was measured compares with what the kernel's sets are registered for, over kfuncs and forms. */
export interface RegistrationCheck {
  /** Allowed by the verifier although no registration is for the program type, which cannot be: how many, and which. */
  readonly wider: number;
  readonly problems: readonly string[];
  /** Registered for the program type, and refused all the same. */
  readonly narrowed: number;
  readonly agreed: number;
}

export function checkRegistrations(
  { kfuncs, release }: KfuncsFile,
  forms: readonly CandidateForm[],
  judged: readonly JudgedKfunc[],
): RegistrationCheck {
  const problems: string[] = [];
  let [wider, narrowed, agreed] = [0, 0, 0];
  for (const { kfunc, verdicts } of judged) {
    const fact = kfuncs[kfunc];
    if (!fact) continue;
    const excluded: string[] = [];
    for (const [form, { facts }] of forms.entries()) {
      const isAllowed = verdicts[form]?.kind === "allowed";
      const isRegistered = isRegisteredFor(fact, facts.program_type, release);
      if (isAllowed === isRegistered) agreed++;
      else if (isRegistered) narrowed++;
      else excluded.push(facts.name);
    }
    wider += excluded.length;
    if (excluded.length > 0)
      problems.push(`${kfunc} in ${listSome(excluded, 3)}: allowed, but not registered for the type`);
  }
  return { wider, problems, narrowed, agreed };
}
