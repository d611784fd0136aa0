import type { ErrnoName } from "../../uapi/errno.ts";
import { errnoResult } from "../helpers/errno-result.ts";
import type { Kernel } from "../kernel.ts";
import type { DynptrTarget } from "./dynptr-target.ts";
import type { OpenFile } from "./files.ts";

const PAGE_SIZE = 4096;
const U64_MAX = 0xffff_ffff_ffff_ffffn;

/** From the page cache, whose pages are zeros behind the file's end (freader_fetch, lib/buildid.c, v7.3). */
function readCached({ content }: OpenFile, offset: number, length: number): Uint8Array | ErrnoName {
  const cached = new Uint8Array(Math.ceil(content.length / PAGE_SIZE) * PAGE_SIZE);
  cached.set(content);
  const isThere = offset < cached.length && offset + length <= cached.length;
  return isThere ? cached.slice(offset, offset + length) : "EFAULT";
}

/** Hooks that run before open(2) lets the file be read (FMODE_CAN_READ; do_dentry_open, fs/open.c, v7.3). */
const beforeReading: readonly string[] = ["file_open"];

/** By __kernel_read: all or nothing. */
function readSleeping({ content }: OpenFile, offset: number, length: number): Uint8Array | ErrnoName {
  return offset + length <= content.length || length === 0 ? content.slice(offset, offset + length) : "EIO";
}

/** A file, read as the program asks for it; where it may sleep, pages that are not in the cache are fetched. */
export function fileTarget({ memory, traced }: Kernel, file: OpenFile, maySleep: boolean): DynptrTarget {
  const reader = memory.allocate({ kind: "object", name: `reader of ${file.path}`, bytes: 0 });
  const isOpening = beforeReading.includes(traced?.name ?? "");
  const read = !maySleep ? readCached : isOpening ? () => "EINVAL" as const : readSleeping;
  return {
    type: "BPF_DYNPTR_TYPE_FILE",
    data: memory.addressOf(reader, 0),
    readOnly: true,
    window: { offset: 0n, size: U64_MAX },
    read: (offset, length) => read(file, offset, length),
    write: () => errnoResult("EINVAL"),
    copySlice(offset, length) {
      const bytes = read(file, offset, length);
      return typeof bytes === "string" ? undefined : bytes;
    },
    inPlace: () => undefined,
  };
}
