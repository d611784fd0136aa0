import { compareVersions } from "../spec/versions.ts";
import type { ProgramType } from "../uapi/program-types.ts";
import type { KfuncFact } from "./kfuncs-file.ts";

interface Hook {
  readonly types: readonly ProgramType[];
  /** Types that came to the hook later than v6.12, with the first release that has it so. */
  readonly later?: Readonly<Partial<Record<ProgramType, string>>>;
}

/** The release from which registrations of BPF_PROG_TYPE_UNSPEC are for every type, and these hooks are as wide as here. */
const WIDE = "6.12";

/**
 * Program types that share a hook: what is registered for one of them is open to the others too (bpf_prog_type_to_kfunc_hook()
 * in kernel/bpf/btf.c, v6.1 to v7.3). A type that stands in none has a hook of its own or none at all.
 */
const hooks: readonly Hook[] = [
  {
    types: ["BPF_PROG_TYPE_TRACING", "BPF_PROG_TYPE_LSM", "BPF_PROG_TYPE_TRACEPOINT", "BPF_PROG_TYPE_PERF_EVENT"],
    later: { BPF_PROG_TYPE_RAW_TRACEPOINT: "7.0" },
  },
  {
    types: [
      "BPF_PROG_TYPE_CGROUP_SKB",
      "BPF_PROG_TYPE_CGROUP_SOCK",
      "BPF_PROG_TYPE_CGROUP_DEVICE",
      "BPF_PROG_TYPE_CGROUP_SOCK_ADDR",
      "BPF_PROG_TYPE_CGROUP_SOCKOPT",
      "BPF_PROG_TYPE_CGROUP_SYSCTL",
    ],
    later: { BPF_PROG_TYPE_SOCK_OPS: "6.16" },
  },
  {
    types: ["BPF_PROG_TYPE_LWT_IN", "BPF_PROG_TYPE_LWT_OUT", "BPF_PROG_TYPE_LWT_XMIT", "BPF_PROG_TYPE_LWT_SEG6LOCAL"],
  },
];

const oldTracing: readonly ProgramType[] = ["BPF_PROG_TYPE_TRACING", "BPF_PROG_TYPE_LSM"];

function isSince(release: string, first: string | undefined): boolean {
  return first !== undefined && compareVersions(release, first) >= 0;
}

/** The types whose registrations a program type shares in a release, itself among them. */
export function typesOfHook(type: ProgramType, release: string): readonly ProgramType[] {
  if (!isSince(release, WIDE)) return oldTracing.includes(type) ? oldTracing : [type];
  for (const { types, later = {} } of hooks) {
    const joined = (Object.keys(later) as ProgramType[]).filter((each) => isSince(release, later[each]));
    const all = [...types, ...joined];
    if (all.includes(type)) return all;
  }
  return [type];
}

/**
 * Whether a kfunc's registrations let programs of a type call it. That is an upper bound: filters, and what the verifier
 * asks of programs and arguments, narrow it.
 */
export function isRegisteredFor({ sets }: KfuncFact, type: ProgramType, release: string): boolean {
  const open = new Set<string>(["BPF_PROG_TYPE_UNSPEC", ...typesOfHook(type, release)]);
  return sets.some(({ registered_for }) => registered_for.some((each) => open.has(each)));
}
