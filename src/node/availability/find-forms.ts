import type { KfuncsFile } from "../../core/facts/kfuncs-file.ts";
import type { LinuxKernel } from "../linux/job.ts";
import { LinuxUnavailable } from "../linux/linux-unavailable.ts";
import { probePlaces } from "../linux/probe.ts";
import { type ProbeReport, runProbe } from "../linux/run-probe.ts";
import { type CandidateForm, candidateForms } from "./forms.ts";
import { type FormGroup, groupForms } from "./group-forms.ts";
import { readKernelTypes } from "./kernel-types.ts";
import { emptyProgram, type Workshop } from "./minimal-program.ts";
import { modulesOf } from "./probe-group.ts";

/** Forms that a kernel loads. */
export interface FoundForms {
  /** Those that it does not load among them. */
  readonly candidates: readonly CandidateForm[];
  readonly groups: readonly FormGroup[];
  readonly report: ProbeReport;
  readonly loads: number;
}

/** Which forms the kernel loads at all, and what that took. */
export async function findForms(kernel: LinuxKernel, file: KfuncsFile, cache: string): Promise<FoundForms> {
  const modules = modulesOf(file);
  const types = readKernelTypes(kernel, modules);
  const workshop: Workshop = { types, places: probePlaces(modules), namesArena: false };
  const candidates = candidateForms(types, file.release);
  const programs = [emptyProgram(workshop), emptyProgram({ ...workshop, namesArena: true })];
  const report = await runProbe(kernel, { modules, forms: candidates.map(({ load }) => load), programs }, { cache });
  const [plain, withArena] = report.answers;
  if (!plain || !withArena) throw new LinuxUnavailable("The guest goes down with empty programs", report.deaths.join());
  return {
    candidates,
    groups: groupForms(workshop, candidates, plain, withArena),
    report,
    loads: candidates.length * programs.length,
  };
}
