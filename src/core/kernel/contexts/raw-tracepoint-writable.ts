import { writeUnsigned } from "../../bytes/integers.ts";
import { argumentSlots, SLOT_BYTES } from "./argument-slots.ts";
import { type ContextModel, RefusedInput } from "./context.ts";

/** MAX_BPF_FUNC_ARGS (include/linux/bpf.h, v7.3). */
const MOST_ARGUMENTS = 12;

/**
 * Raw tracepoints whose first argument leads to memory that the program may write. The kernel has no test run of them: the
 * scenario's context is that memory, in hexadecimal (raw_tp_writable_prog_is_valid_access, kernel/trace/bpf_trace.c, v7.3).
 */
export const rawTracepointWritable: ContextModel = {
  programType: "BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE",
  packet: "none",
  notModelled: [
    "Arguments behind the first: they are 0.",
    "That an attachment is refused to a tracepoint whose memory ends before the program's last access.",
  ],
  enter(kernel, { bytes }) {
    if (!bytes) {
      const help = "Give the memory behind the first argument in `context`, in hexadecimal.";
      throw new RefusedInput("The scenario does not say what the tracepoint hands over", [], help);
    }
    const { memory } = kernel;
    const buffer = memory.allocate({ kind: "global", name: "the tracepoint's buffer", bytes: bytes.slice() });
    const slots = new Uint8Array(MOST_ARGUMENTS * SLOT_BYTES);
    writeUnsigned(slots, 0, SLOT_BYTES, memory.addressOf(buffer, 0));
    const mayLoad = (offset: number, size: number) =>
      offset < SLOT_BYTES ? offset === 0 && size === SLOT_BYTES : offset % size === 0;
    return { region: argumentSlots(kernel, slots, mayLoad) };
  },
};
