import type { KfuncFact } from "../../core/facts/kfuncs-file.ts";
import { compareVersions } from "../../core/spec/versions.ts";
import type { ProgramType } from "../../core/uapi/program-types.ts";
import { type KfuncVerdict, readKfuncVerdict } from "../../core/verifier/kfunc-verdict.ts";
import type { ProbeAnswer } from "../linux/probe.ts";
import type { CandidateForm } from "./forms.ts";
import type { MinimalProgram } from "./minimal-program.ts";
import { SLEEPABLE_FIRST } from "./recipes.ts";

/** What was loaded for one kfunc, and the answers in the order of the forms. */
export interface KfuncTrial {
  readonly kfunc: string;
  readonly fact: KfuncFact;
  readonly minimal: Trial;
  /** Decides where the minimal program did not get far enough. */
  readonly recipe?: Trial;
  /** The program types that have what its parameters ask for; absent where any may. */
  readonly holders?: ReadonlySet<ProgramType> | undefined;
}

export interface Trial {
  readonly program: MinimalProgram;
  /** Absent where no guest survived the program. */
  readonly answers: readonly ProbeAnswer[] | undefined;
}

const died: KfuncVerdict = { kind: "unknown", because: "the guest went down while it loaded the program" };

function reader(kfunc: string, { program, answers }: Trial): (form: number) => KfuncVerdict {
  const known = new Map<ProbeAnswer, KfuncVerdict>();
  return (form) => {
    const answer = answers?.[form];
    if (!answer) return died;
    const verdict = known.get(answer) ?? readKfuncVerdict(answer, { kfunc, slot: program.callSlot });
    known.set(answer, verdict);
    return verdict;
  };
}

const isExcused = ({ kind, because }: KfuncVerdict) => kind === "allowed" && because === "arguments";

const noContext: KfuncVerdict = { kind: "barred", because: "context" };

const undecided: KfuncVerdict = {
  kind: "unknown",
  because: "this release asks only after the arguments whether the program may sleep: a recipe is needed",
};

/** The verdicts on one kfunc in the order of the forms. */
export function judgeKfunc(
  { kfunc, fact, minimal, recipe, holders }: KfuncTrial,
  forms: readonly CandidateForm[],
  release: string,
): KfuncVerdict[] {
  const [first, second] = [reader(kfunc, minimal), recipe && reader(kfunc, recipe)];
  const mayMiss =
    compareVersions(release, SLEEPABLE_FIRST) < 0 && fact.sets.some(({ flags }) => flags.includes("KF_SLEEPABLE"));
  return forms.map(({ facts }, form) => {
    const verdict = first(form);
    if (verdict.kind === "allowed" && holders?.has(facts.program_type) === false) return noContext;
    if (!isExcused(verdict)) return verdict;
    if (second) return second(form);
    return mayMiss && !facts.sleepable ? undecided : verdict;
  });
}
