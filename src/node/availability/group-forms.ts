import { reachedInstructions } from "../../core/verifier/kfunc-verdict.ts";
import type { ProbeAnswer } from "../linux/probe.ts";
import type { CandidateForm } from "./forms.ts";
import type { Workshop } from "./minimal-program.ts";

/** Forms that are probed with the same programs. */
export interface FormGroup {
  readonly workshop: Workshop;
  readonly forms: readonly CandidateForm[];
}

/**
 * Of each form the first target that the kernel loads an empty program against; those apart for which that has to name an
 * arena. `plain` and `withArena` are the answers to the empty program without an arena and with one.
 */
export function groupForms(
  workshop: Workshop,
  candidates: readonly CandidateForm[],
  plain: readonly ProbeAnswer[],
  withArena: readonly ProbeAnswer[],
): FormGroup[] {
  const known = new Set<string>();
  const take = (answers: readonly ProbeAnswer[]) =>
    candidates.filter(({ facts: { name } }, index) => {
      const answer = answers[index];
      const isFirst = answer !== undefined && reachedInstructions(answer) && !known.has(name);
      if (isFirst) known.add(name);
      return isFirst;
    });
  return [
    { workshop, forms: take(plain) },
    { workshop: { ...workshop, namesArena: true }, forms: take(withArena) },
  ].filter(({ forms }) => forms.length > 0);
}
