import { ProgramBytes } from "../objects/program-bytes.ts";
import { bytesContext } from "./bytes-context.ts";
import type { ContextModel } from "./context.ts";

const STRUCT = "pt_regs";

/** Attach types of programs that run at the entry and at the return, and say at the entry whether they want to. */
const sessions: readonly (string | undefined)[] = ["BPF_TRACE_KPROBE_SESSION", "BPF_TRACE_UPROBE_SESSION"];

/**
 * Programs of kprobes and uprobes: a scenario gives the registers (`di`, `ax`…), which are zero otherwise. Any aligned
 * bytes can be loaded, and since v7.0 stored (kprobe_prog_is_valid_access, kernel/trace/bpf_trace.c, v7.3).
 */
export const kprobe: ContextModel = {
  programType: "BPF_PROG_TYPE_KPROBE",
  packet: "none",
  struct: STRUCT,
  notModelled: ["The function that is traced, and what becomes of registers that the program changes."],
  returnRange: (attachType) => (sessions.includes(attachType) ? { least: 0, most: 1 } : undefined),
  enter(kernel, { bytes }) {
    const registers = new ProgramBytes(kernel.btf, STRUCT, bytes ?? new Uint8Array(0)).all;
    const isAligned = (offset: number, size: number) => offset % size === 0;
    const access = { mayLoad: isAligned, mayStore: isAligned };
    return { region: bytesContext(kernel, { bytes: registers, noun: `struct ${STRUCT}`, ...access }) };
  },
};
