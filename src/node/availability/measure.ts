import type { KfuncsFile } from "../../core/facts/kfuncs-file.ts";
import type { LinuxKernel } from "../linux/job.ts";
import { checkRegistrations, type RegistrationCheck } from "./check-registrations.ts";
import { findForms } from "./find-forms.ts";
import type { CandidateForm } from "./forms.ts";
import type { FormGroup } from "./group-forms.ts";
import { type MeasureOptions, type ProbedGroup, probeGroup } from "./probe-group.ts";
import { type JudgedKfunc, type Summary, summarise } from "./summarise.ts";

export interface Measurement extends Summary {
  readonly forms: readonly CandidateForm[];
  readonly judged: readonly JudgedKfunc[];
  readonly registrations: RegistrationCheck;
  readonly loads: number;
  readonly boots: number;
  /** The ends of the consoles of guests that went down; others went on where they were. */
  readonly deaths: readonly string[];
}

/** Forms and verdicts of all groups in the order of the candidates. */
function joinGroups(
  candidates: readonly CandidateForm[],
  groups: readonly FormGroup[],
  probed: readonly ProbedGroup[],
) {
  const found = groups.flatMap(({ forms }) => forms);
  const order = candidates.flatMap((each) => (found.includes(each) ? [found.indexOf(each)] : []));
  const inOrder = <Item>(items: readonly Item[]) => order.flatMap((index) => items[index] ?? []);
  const kfuncs = probed[0]?.judged.map(({ kfunc }) => kfunc) ?? [];
  const judged = kfuncs.map((kfunc, index): JudgedKfunc => {
    return { kfunc, verdicts: inOrder(probed.flatMap((each) => each.judged[index]?.verdicts ?? [])) };
  });
  return { forms: inOrder(found), judged };
}

/**
 * Asks the verifier of a kernel, under QEMU, for each kfunc and each attach form whether the pair is allowed. Throws
 * `LinuxUnavailable`.
 */
export async function measureAvailability(
  kernel: LinuxKernel,
  file: KfuncsFile,
  options: MeasureOptions,
): Promise<Measurement> {
  const { candidates, groups, report, loads } = await findForms(kernel, file, options.cache);
  const probed: ProbedGroup[] = [];
  for (const group of groups) probed.push(await probeGroup(kernel, file, group, options));
  const { forms, judged } = joinGroups(candidates, groups, probed);
  const reports = [report, ...probed.map((each) => each.report)];
  return {
    ...summarise(file.release, report.kernel, forms, judged),
    forms,
    judged,
    registrations: checkRegistrations(file, forms, judged),
    loads: probed.reduce((sum, each) => sum + each.loads, loads),
    boots: reports.reduce((sum, { boots }) => sum + boots, 0),
    deaths: reports.flatMap(({ deaths }) => deaths),
  };
}
