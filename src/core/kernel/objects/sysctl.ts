import type { Region } from "../../vm/memory.ts";

/** A file below /proc/sys that is read or written (struct bpf_sysctl_kern, include/linux/filter.h, v7.3). */
export interface Sysctl {
  /** The program's struct bpf_sysctl. */
  readonly context: Region;
  readonly isWritten: boolean;
  /** Its path below /proc/sys. */
  readonly name: string;
  /** What it reads as, with the newline. */
  readonly value: Uint8Array;
  /** What is to be written there. */
  newValue: Uint8Array;
}
