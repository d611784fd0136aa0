import { bytesContext } from "./bytes-context.ts";
import { type ContextModel, RefusedInput } from "./context.ts";

/** Of a pointer to the registers, which stands where the event's common fields would and can't be loaded. */
const HIDDEN_BYTES = 8;

/**
 * Programs of classic tracepoints: a scenario gives the event's bytes, or members of the struct that the program declares for
 * them (tp_prog_is_valid_access, kernel/trace/bpf_trace.c, v7.3).
 */
export const tracepoint: ContextModel = {
  programType: "BPF_PROG_TYPE_TRACEPOINT",
  packet: "none",
  notModelled: ["The event's format: what stands where is the scenario's word, and the program's."],
  enter(kernel, { bytes }) {
    if (!bytes)
      throw new RefusedInput("The scenario does not say what the event holds", [], "Describe it in `context`.");
    const mayLoad = (offset: number, size: number) => offset >= HIDDEN_BYTES && offset % size === 0;
    return { region: bytesContext(kernel, { bytes: bytes.slice(), noun: "the event", mayLoad }) };
  },
};
