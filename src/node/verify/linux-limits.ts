import { compareVersions } from "../../core/spec/versions.ts";
import type { LinuxKernel } from "../linux/job.ts";
import type { EngineRun } from "./engine.ts";

/** The kernel that a run is for, and the release since which each kfunc is there. */
export interface LinuxTarget {
  readonly kernel: LinuxKernel;
  readonly since: ReadonlyMap<string, string>;
}

/** A scenario that a release, or the way in which it is driven, can't do: why, in one sentence without a full stop. */
type Limit = (run: EngineRun, target: LinuxTarget) => string | undefined;

/** Program types that BPF_PROG_TEST_RUN serves with a packet or without (net/bpf/test_run.c, v7.3), and that are driven so far. */
const testRunTypes: readonly string[] = ["BPF_PROG_TYPE_XDP"];

/** Before, a `data_end` other than the packet's end was refused (bpf_prog_test_run_xdp, net/bpf/test_run.c). */
const LINEAR_LENGTH_SINCE = "6.18";

const missingKfunc: Limit = ({ linked }, { kernel: { release }, since }) => {
  const missing = linked.kfuncs.filter((name) => compareVersions(release, since.get(name) ?? release) < 0);
  const list = missing.map((name) => `${name} (since ${since.get(name)})`).join(", ");
  return missing.length > 0 ? `Linux ${release} does not have ${list}` : undefined;
};

const linearLength: Limit = ({ scenario }, { kernel: { release } }) =>
  scenario.linear_length !== undefined && compareVersions(release, LINEAR_LENGTH_SINCE) < 0
    ? `BPF_PROG_TEST_RUN takes the length of the linear part only since Linux ${LINEAR_LENGTH_SINCE}`
    : undefined;

const programType: Limit = ({ linked, program }) => {
  const type = linked.programs.find(({ name }) => name === program)?.programType;
  return type && !testRunTypes.includes(type) ? `Programs of type ${type} are not driven in Linux yet` : undefined;
};

const stepBudget: Limit = ({ scenario }) =>
  scenario.step_budget === undefined ? undefined : "Linux has no step budget: a loaded program ends";

/** An association needs its protocol's module (net/ipv4/ah4.c). */
const authenticationHeader: Limit = ({ scenario }, { kernel }) =>
  scenario.kernel?.xfrm_states?.some(({ proto }) => proto === "IPPROTO_AH") &&
  !kernel.modules.some((path) => /\/ah4\.ko$/.test(path))
    ? "The guest has no module for AH"
    : undefined;

const limits: readonly Limit[] = [missingKfunc, programType, linearLength, stepBudget, authenticationHeader];

/** Why a kernel can't do a run; undefined where it can. */
export function whyNotRun(run: EngineRun, target: LinuxTarget): string | undefined {
  for (const limit of limits) {
    const reason = limit(run, target);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
