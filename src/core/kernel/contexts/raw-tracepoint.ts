import { writeUnsigned } from "../../bytes/integers.ts";
import { argumentSlots, SLOT_BYTES } from "./argument-slots.ts";
import type { ContextModel } from "./context.ts";
import { RefusedInput } from "./context.ts";

/** MAX_BPF_FUNC_ARGS (include/linux/bpf.h, v7.3). */
const MOST_ARGUMENTS = 12;

/**
 * bpf_prog_test_run_raw_tp (net/bpf/test_run.c, v7.3): the arguments are numbers from the scenario. A load takes a whole
 * argument (raw_tp_prog_is_valid_access, kernel/trace/bpf_trace.c).
 */
export const rawTracepoint: ContextModel = {
  programType: "BPF_PROG_TYPE_RAW_TRACEPOINT",
  packet: "none",
  notModelled: ["Arguments that are pointers: a test run hands over numbers."],
  enter(kernel, { args = [], bytes }) {
    const size = bytes?.length ?? args.length * SLOT_BYTES;
    if (size > MOST_ARGUMENTS * SLOT_BYTES)
      throw new RefusedInput("A tracepoint has at most 12 arguments", ["context"]);
    const memory = new Uint8Array(size);
    memory.set(bytes ?? []);
    for (const [index, value] of args.entries()) {
      if (typeof value !== "bigint") {
        throw new RefusedInput("A raw tracepoint's test run hands over no kernel objects", ["context", index]);
      }
      writeUnsigned(memory, index * SLOT_BYTES, SLOT_BYTES, BigInt.asUintN(64, value));
    }
    if (size === 0) return {};
    // bpf_tracing_ctx_access (include/linux/bpf.h, v7.3).
    return { region: argumentSlots(kernel, memory, (offset, width) => offset % width === 0) };
  },
};
