import type { Annotations } from "./annotations.ts";

/** Attach types whose programs a test run does not run: it calls functions that they may be attached to. */
const runsNothing: readonly string[] = [
  "BPF_TRACE_FENTRY",
  "BPF_TRACE_FEXIT",
  "BPF_MODIFY_RETURN",
  "BPF_TRACE_FSESSION",
  "BPF_TRACE_FENTRY_MULTI",
  "BPF_TRACE_FEXIT_MULTI",
  "BPF_TRACE_FSESSION_MULTI",
];

/** Why a test says nothing of an x86-64 kernel with a JIT, for a user with all rights; undefined where it does. */
export function whyNotMeant({ architectures, loadMode, relocatedAgainst }: Annotations): string | undefined {
  if (architectures.length > 0 && !architectures.includes("X86_64")) return "for other architectures";
  if (relocatedAgainst !== undefined) return "relocated against types that are not the kernel's";
  return loadMode === "no_jited" ? "for kernels without a JIT" : undefined;
}

/** Why a test run says nothing of what the program itself returns (bpf_prog_test_run_tracing, net/bpf/test_run.c, v7.3). */
export function whyNotRun(attachType: string | undefined): string | undefined {
  return runsNothing.includes(attachType ?? "") ? "a test run of this attach type runs no program" : undefined;
}
