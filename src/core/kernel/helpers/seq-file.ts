import { toU32 } from "../../bytes/integers.ts";
import type { Kernel } from "../kernel.ts";
import { SeqFile } from "../objects/seq-file.ts";
import { argumentArray } from "./argument-array.ts";
import { errnoResult } from "./errno-result.ts";
import { formatLine } from "./format.ts";
import type { HelperModel } from "./helper.ts";
import { memorySize } from "./memory-size.ts";
import { objectArgument } from "./object-argument.ts";

/** The buffer of a reader (kernel/bpf/bpf_iter.c, v7.3): what does not fit it is not written. */
const ROOM = 4096 << 3;

const FORMATS = "Conversions that the other printing helpers do not know either: they give -EINVAL.";

function seqFile(kernel: Kernel, address: bigint): SeqFile {
  const object = objectArgument(kernel, address, { label: "R1", struct: "seq_file" });
  if (object instanceof SeqFile) return object;
  return kernel.fault("helper-argument", "R1 is a seq_file that no iterator made");
}

function write(kernel: Kernel, address: bigint, bytes: Uint8Array): bigint {
  return errnoResult(seqFile(kernel, address).write(bytes) ? undefined : "EOVERFLOW");
}

/** Output of iterators (kernel/trace/bpf_trace.c, v7.3). */
export const seqFiles: readonly HelperModel[] = [
  {
    name: "bpf_seq_write",
    notModelled: [],
    call: (kernel, args) => write(kernel, args(0), kernel.memory.readBytes(args(1), Number(toU32(args(2))))),
  },
  {
    name: "bpf_seq_printf",
    notModelled: [FORMATS],
    call(kernel, args) {
      const values = argumentArray(kernel, args(3), args(4));
      if (!values) return errnoResult("EINVAL");
      const format = kernel.memory.readBytes(args(1), memorySize(kernel, args(2)));
      const line = formatLine(kernel.memory, format, values.count, values.at, ROOM);
      return line ? write(kernel, args(0), line.bytes) : errnoResult("EINVAL");
    },
  },
];
