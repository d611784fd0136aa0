import type { ProgramType } from "../uapi/program-types.ts";

/** is_tracing_prog_type (kernel/bpf/verifier.c, v7.3): programs that may have interrupted anything. */
const tracingTypes: ReadonlySet<string> = new Set<ProgramType>([
  "BPF_PROG_TYPE_KPROBE",
  "BPF_PROG_TYPE_TRACEPOINT",
  "BPF_PROG_TYPE_PERF_EVENT",
  "BPF_PROG_TYPE_RAW_TRACEPOINT",
  "BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE",
]);

export const isTracingType = (programType: string): boolean => tracingTypes.has(programType);
