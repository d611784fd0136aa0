import { findMember } from "../../btf/layout.ts";
import { ProgramBytes } from "../objects/program-bytes.ts";
import { structType } from "../objects/struct-access.ts";
import { bytesContext } from "./bytes-context.ts";
import type { ContextModel } from "./context.ts";

const STRUCT = "bpf_perf_event_data";
const REGISTER_BYTES = 8;

/**
 * Programs of perf events: a scenario gives the members, which are zero otherwise. Registers are loaded whole, the rest in
 * any part (pe_prog_is_valid_access, kernel/trace/bpf_trace.c, v7.3).
 */
export const perfEvent: ContextModel = {
  programType: "BPF_PROG_TYPE_PERF_EVENT",
  packet: "none",
  struct: STRUCT,
  notModelled: ["The event: the program runs once, on what the scenario describes."],
  enter(kernel, { bytes }) {
    const { all } = new ProgramBytes(kernel.btf, STRUCT, bytes ?? new Uint8Array(0));
    const afterRegisters =
      (findMember(kernel.btf, structType(kernel.btf, STRUCT), "sample_period")?.bitOffset ?? 0) / 8;
    const mayLoad = (offset: number, size: number) =>
      offset % size === 0 && (offset >= afterRegisters || size === REGISTER_BYTES);
    return { region: bytesContext(kernel, { bytes: all, noun: `struct ${STRUCT}`, mayLoad }) };
  },
};
