import type { Btf } from "../../core/btf/btf.ts";
import type { HelperFact, HelpersFile } from "../../core/facts/helpers-file.ts";
import { helperNames } from "../../core/kernel/helpers/helper-names.ts";
import { type HelperVerdict, readHelperVerdict } from "../../core/verifier/helper-verdict.ts";
import { listSome } from "../../core/words/list-some.ts";
import { LinuxUnavailable } from "../linux/linux-unavailable.ts";
import type { ProbeAnswer } from "../linux/probe.ts";
import { type ProbeReport, runProbe } from "../linux/run-probe.ts";
import { findForms } from "./find-forms.ts";
import type { CandidateForm } from "./forms.ts";
import type { FormGroup } from "./group-forms.ts";
import type { KernelToMeasure } from "./kernel-to-measure.ts";
import { callHelper, programAround, type Workshop } from "./minimal-program.ts";
import { numberClasses } from "./number-classes.ts";
import { type MeasureOptions, modulesOf } from "./probe-group.ts";

/** A helper by its name and its number in enum bpf_func_id. */
interface Helper {
  readonly name: string;
  readonly id: number;
}

/** The verdicts on one helper in the order of the forms. */
interface JudgedHelper extends Helper {
  readonly verdicts: readonly HelperVerdict[];
}

export interface HelperMeasurement {
  readonly file: HelpersFile;
  /** What was answered and is not known: nothing may be written then. */
  readonly problems: readonly string[];
  readonly loads: number;
}

const helpersOf = (btf: Btf): Helper[] => [...helperNames(btf)].map(([id, name]) => ({ name, id }));

/** Once for each program type: a form of it in which programs under another license are loaded. */
function proprietary(forms: readonly CandidateForm[]): CandidateForm[] {
  const first = new Map(forms.toReversed().map((form) => [form.facts.program_type, form]));
  return [...first.values()].map(({ facts, load }) => ({ facts, load: { ...load, isProprietary: true } }));
}

const program = (workshop: Workshop, { id }: Helper) => programAround(workshop, [], callHelper(id)).bytes;

interface ProbedForms {
  readonly forms: readonly CandidateForm[];
  /** By helper, in the order of the forms. */
  readonly answers: ProbeReport["answers"];
}

async function probeForms(
  { kernel, file }: KernelToMeasure,
  helpers: readonly Helper[],
  { workshop, forms }: FormGroup,
  { cache, onProgram = () => {} }: MeasureOptions,
): Promise<ProbedForms> {
  const programs = helpers.map((helper) => program(workshop, helper));
  const plan = { modules: modulesOf(file), forms: forms.map(({ load }) => load), programs };
  let done = 0;
  const { answers } = await runProbe(kernel, plan, { cache, onProgram: () => onProgram(++done, programs.length) });
  return { forms, answers };
}

const died: HelperVerdict = { kind: "unknown", because: "the guest went down while it loaded the program" };

function reader(): (answer: ProbeAnswer | undefined) => HelperVerdict {
  const known = new Map<ProbeAnswer, HelperVerdict>();
  return (answer) => {
    if (!answer) return died;
    const verdict = known.get(answer) ?? readHelperVerdict(answer);
    known.set(answer, verdict);
    return verdict;
  };
}

function judge(helpers: readonly Helper[], probed: readonly ProbedForms[]): JudgedHelper[] {
  const read = reader();
  return helpers.map((helper, index) => ({
    ...helper,
    verdicts: probed.flatMap(({ forms, answers }) => forms.map((_, form) => read(answers[index]?.[form]))),
  }));
}

function problemsOf(judged: readonly JudgedHelper[], forms: readonly CandidateForm[]): string[] {
  return judged.flatMap(({ name, verdicts }) => {
    const unknown = verdicts.flatMap(({ kind, because }, form) => (kind === "unknown" ? [{ because, form }] : []));
    const words = new Set(unknown.map(({ because }) => because));
    return [...words].map((because) => {
      const names = unknown.filter((each) => each.because === because).map(({ form }) => forms[form]?.facts.name ?? "");
      return `${name} in ${listSome(names, 3)}: ${because}`;
    });
  });
}

/** Asks the verifier of a kernel, under QEMU, which programs may call which helper. Throws `LinuxUnavailable`. */
export async function measureHelpers(target: KernelToMeasure, options: MeasureOptions): Promise<HelperMeasurement> {
  const { groups, report, loads } = await findForms(target.kernel, target.file, options.cache);
  const [plain] = groups;
  const helpers = plain ? helpersOf(plain.workshop.types.vmlinux) : [];
  if (helpers.length === 0) {
    throw new LinuxUnavailable(
      "The kernel's types have no enum bpf_func_id, or no form can be loaded",
      "Report this kernel",
    );
  }
  const probed: ProbedForms[] = [];
  for (const group of groups) probed.push(await probeForms(target, helpers, group, options));
  const forms = groups.flatMap((group) => group.forms);
  const judged = judge(helpers, probed);
  const licensed = plain && (await probeForms(target, helpers, { ...plain, forms: proprietary(plain.forms) }, options));
  const underOther = licensed ? judge(helpers, [licensed]) : [];
  const isAllowed = ({ verdicts }: JudgedHelper) => verdicts.map(({ kind }) => kind === "allowed");
  const classes = numberClasses(forms.length, judged.map(isAllowed));
  const facts = judged.map(({ name, id, verdicts }, index): [string, HelperFact] => {
    const allowed = classes.filter((_, form) => verdicts[form]?.kind === "allowed");
    const gplOnly = underOther[index]?.verdicts.some(({ kind }) => kind === "gpl-only") ?? false;
    return [name, { id, gpl_only: gplOnly, allowed: [...new Set(allowed)].sort((left, right) => left - right) }];
  });
  return {
    file: {
      release: target.file.release,
      kernel: report.kernel,
      forms: Object.fromEntries(forms.map(({ facts: { name } }, form) => [name, classes[form] ?? 0])),
      helpers: Object.fromEntries(facts),
    },
    problems: problemsOf(judged, forms),
    loads: loads + helpers.length * forms.length,
  };
}
