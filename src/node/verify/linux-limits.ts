import { compareVersions } from "../../core/spec/versions.ts";
import type { LinuxKernel } from "../linux/job.ts";
import { isAttachable, isIterator } from "./attach-ways.ts";
import type { EngineRun } from "./engine.ts";
import { testRunType } from "./test-run-types.ts";

/** The kernel that a run is for, and the release since which each kfunc is there. */
export interface LinuxTarget {
  readonly kernel: LinuxKernel;
  readonly since: ReadonlyMap<string, string>;
  /** The release since which libbpf resolves today's declaration of a kfunc, for those that once had another prototype. */
  readonly loadableSince?: ReadonlyMap<string, string>;
}

/** A scenario that a release, or the way in which it is driven, can't do: why, in one sentence without a full stop. */
type Limit = (run: EngineRun, target: LinuxTarget) => string | undefined;

/** Before, a `data_end` other than the packet's end was refused (bpf_prog_test_run_xdp, net/bpf/test_run.c). */
const LINEAR_LENGTH_SINCE = "6.18";

const missingKfunc: Limit = ({ linked }, { kernel: { release }, since }) => {
  const missing = linked.kfuncs.filter((name) => compareVersions(release, since.get(name) ?? release) < 0);
  const list = missing.map((name) => `${name} (since ${since.get(name)})`).join(", ");
  return missing.length > 0 ? `Linux ${release} does not have ${list}` : undefined;
};

const otherPrototype: Limit = ({ linked }, { kernel: { release }, loadableSince }) => {
  const others = linked.kfuncs.filter((name) => compareVersions(release, loadableSince?.get(name) ?? release) < 0);
  const list = others.map((name) => `${name} (since ${loadableSince?.get(name)})`).join(", ");
  return others.length > 0 ? `Linux ${release} has another prototype of ${list}` : undefined;
};

const linearLength: Limit = ({ scenario }, { kernel: { release } }) =>
  scenario.linear_length !== undefined && compareVersions(release, LINEAR_LENGTH_SINCE) < 0
    ? `BPF_PROG_TEST_RUN takes the length of the linear part only since Linux ${LINEAR_LENGTH_SINCE}`
    : undefined;

/** Program types and attach types that can't be driven, and why. */
const undrivable: Readonly<Record<string, string>> = {
  BPF_PROG_TYPE_EXT:
    "they run in the place of a function of another program, whose scenario names them under `replaced_by`",
  BPF_PROG_TYPE_LIRC_MODE2: "the guests have no infrared receiver",
  BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE: "the guests have no tracepoint with memory to write",
  BPF_XDP_DEVMAP: "they run where a program sends a packet to the device that names them in a map",
  BPF_XDP_CPUMAP: "they run where a program sends a packet to the CPU that names them in a map",
  BPF_PROG_TYPE_SK_REUSEPORT: "the actions of a trigger make no group of sockets",
};

/** SEC() names that came after the libbpf of Debian 12, 1.1, which tells the attach type by itself (libbpf.map, v7.3). */
const laterAttachTypes = /^BPF_TRACE_UPROBE_/;

const programType: Limit = ({ linked, program: name, scenario }) => {
  const program = linked.programs.find((each) => each.name === name);
  if (!program) return undefined;
  const { programType: type, attachType = "", section } = program;
  if (laterAttachTypes.test(attachType)) return `The guest's agent can't attach SEC("${section}") yet`;
  if (scenario.expect.rejected !== undefined || isIterator(program)) return undefined;
  const why = undrivable[type] ?? undrivable[attachType];
  if (why) return `Programs of type ${type} can't be driven: ${why}`;
  if (scenario.trigger) return isAttachable(program) ? undefined : `Programs of type ${type} are not attached`;
  return testRunType(program)
    ? undefined
    : `BPF_PROG_TEST_RUN does not serve programs of type ${type}: the scenario needs a trigger`;
};

/** All of a guest's are online. */
const cpus: Limit = ({ scenario }) =>
  scenario.kernel?.cpus?.online.some((cpu, index) => cpu !== index)
    ? "The guests have CPUs without a gap, from 0 on, and begin on the first"
    : undefined;

const stepBudget: Limit = ({ scenario }) =>
  scenario.step_budget === undefined ? undefined : "Linux has no step budget: a loaded program ends";

/** An association needs its protocol's module (net/ipv4/ah4.c). */
const authenticationHeader: Limit = ({ scenario }, { kernel }) =>
  scenario.kernel?.xfrm_states?.some(({ proto }) => proto === "IPPROTO_AH") &&
  !kernel.modules.some((path) => /\/ah4\.ko$/.test(path))
    ? "The guest has no module for AH"
    : undefined;

const otherwiseBefore: Limit = ({ scenario: { since } }, { kernel: { release } }) =>
  since !== undefined && compareVersions(release, since) < 0
    ? `Linux ${release} does otherwise; the scenario shows what Linux ${since} does`
    : undefined;

const limits: readonly Limit[] = [
  missingKfunc,
  otherPrototype,
  programType,
  linearLength,
  stepBudget,
  authenticationHeader,
  cpus,
  otherwiseBefore,
];

/** Why a kernel can't do a run; undefined where it can. */
export function whyNotRun(run: EngineRun, target: LinuxTarget): string | undefined {
  for (const limit of limits) {
    const reason = limit(run, target);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
