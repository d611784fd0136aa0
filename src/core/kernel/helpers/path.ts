import { toU32 } from "../../bytes/integers.ts";
import { sleepableHooks } from "../contexts/lsm-hooks.ts";
import type { Kernel } from "../kernel.ts";
import { OpenFile } from "../objects/files.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";

/** btf_allowlist_d_path (kernel/trace/bpf_trace.c, v7.3). */
const allowed: ReadonlySet<string> = new Set([
  "security_file_permission",
  "security_inode_getattr",
  "security_file_open",
  "security_path_truncate",
  "vfs_truncate",
  "vfs_fallocate",
  "dentry_open",
  "vfs_getattr",
  "filp_close",
]);

/** bpf_d_path_allowed (kernel/trace/bpf_trace.c, v7.3): iterators, hooks that may sleep, and functions of a list. */
function isAllowed({ program, traced }: Kernel): boolean {
  if (program.attachType === "BPF_TRACE_ITER") return true;
  const name = traced?.name ?? "";
  return program.programType === "BPF_PROG_TYPE_LSM" ? sleepableHooks.has(name) : allowed.has(name);
}

/** The file whose `f_path` the pointer leads to. */
function fileOfPath(kernel: Kernel, address: bigint): OpenFile {
  const location = kernel.memory.isNull(address) ? undefined : kernel.memory.locate(address);
  const object = location && kernel.objectAt(location.region);
  if (object instanceof OpenFile && location?.offset === object.place("f_path").offset) return object;
  return kernel.fault(
    "helper-argument",
    "R1 is of another type but struct path is expected: that of a file is modelled",
  );
}

/** The text is made at the end of the buffer and moved to its start (d_path, fs/d_path.c; bpf_d_path, v7.3). */
export function pathIn(size: number, path: string, before: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(`${path}\0`);
  const buffer = before.slice();
  buffer.set(text, size - text.length);
  buffer.copyWithin(0, size - text.length);
  return buffer;
}

export const path: readonly HelperModel[] = [
  {
    name: "bpf_d_path",
    notModelled: ["Paths of other objects than files, and of files that were moved or unlinked."],
    call(kernel, args) {
      if (!isAllowed(kernel)) kernel.fault("helper-not-allowed", "bpf_d_path is not allowed in this probe");
      const file = fileOfPath(kernel, args(0));
      const size = Number(toU32(args(2)));
      if (size === 0) return 0n;
      const { region, offset } = kernel.memory.resolve(args(1), { intent: "write", size });
      const before = region.bytes.slice(offset, offset + size);
      const length = file.path.length + 1;
      if (length > size) {
        kernel.memory.writeBytes(args(1), before);
        return errnoResult("ENAMETOOLONG");
      }
      kernel.memory.writeBytes(args(1), pathIn(size, file.path, before));
      return BigInt(length);
    },
  },
];
