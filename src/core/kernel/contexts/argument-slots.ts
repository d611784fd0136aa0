import type { AccessSize } from "../../bytes/integers.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { bytesContext } from "./bytes-context.ts";

/** In bytes: each argument is a register's value. */
export const SLOT_BYTES = 8;

/** A context of arguments, each in a slot of its own: what `mayLoad` says can be read, and nothing written. */
export function argumentSlots(
  kernel: Kernel,
  bytes: Uint8Array,
  mayLoad: (offset: number, size: AccessSize) => boolean,
): Region {
  return bytesContext(kernel, { bytes, noun: "the arguments", mayLoad });
}
