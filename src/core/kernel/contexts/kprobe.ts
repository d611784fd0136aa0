import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { copiedStruct } from "../objects/copied-struct.ts";
import { LazyContext } from "../objects/own-context.ts";
import { ProgramBytes } from "../objects/program-bytes.ts";
import { bytesContext } from "./bytes-context.ts";
import type { ContextModel } from "./context.ts";
import { enterSession } from "./session.ts";

const STRUCT = "pt_regs";

/** Attach types of programs that run at the entry and at the return, and say at the entry whether they want to. */
const sessions: readonly string[] = ["BPF_TRACE_KPROBE_SESSION", "BPF_TRACE_UPROBE_SESSION"];
const isSession = (attachType: string | undefined) => sessions.includes(attachType ?? "");

function registers(kernel: Kernel, given: Uint8Array = new Uint8Array(0)): Region {
  const { all } = new ProgramBytes(kernel.btf, STRUCT, given);
  kernel.ownContext = new LazyContext(() => copiedStruct(kernel, STRUCT, all));
  const isAligned = (offset: number, size: number) => offset % size === 0;
  return bytesContext(kernel, { bytes: all, noun: `struct ${STRUCT}`, mayLoad: isAligned, mayStore: isAligned });
}

/**
 * Programs of kprobes and uprobes: a scenario gives the registers (`di`, `ax`…), which are zero otherwise. Any aligned
 * bytes can be loaded, and since v7.0 stored (kprobe_prog_is_valid_access, kernel/trace/bpf_trace.c, v7.3).
 */
export const kprobe: ContextModel = {
  programType: "BPF_PROG_TYPE_KPROBE",
  packet: "none",
  struct: STRUCT,
  notModelled: [
    "The function that is traced, and what becomes of registers that the program changes.",
    "Registers that the function itself changes: a session finds the same ones at its entry and at its return.",
  ],
  returnRange: (attachType) => (isSession(attachType) ? { least: 0, most: 1 } : undefined),
  enter(kernel, { bytes }) {
    const enter = (): Region => registers(kernel, bytes);
    return isSession(kernel.program.attachType) ? enterSession(kernel, enter, enter) : { region: enter() };
  },
};
