import { type AccessSize, readUnsigned } from "../../bytes/integers.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";

/** In bytes: each argument is a register's value. */
export const SLOT_BYTES = 8;

/** A context of arguments, each in a slot of its own: what `mayLoad` says can be read, and nothing written. */
export function argumentSlots(
  kernel: Kernel,
  bytes: Uint8Array,
  mayLoad: (offset: number, size: AccessSize) => boolean,
): Region {
  const refuse = (intent: string, offset: number, size: AccessSize) =>
    kernel.fault("context-access", `a ${intent} of ${size} bytes at offset ${offset} of the arguments is not allowed`);
  return kernel.memory.allocate({
    kind: "context",
    name: "ctx",
    bytes,
    access: {
      load: (offset, size) =>
        mayLoad(offset, size) ? readUnsigned(bytes, offset, size) : refuse("read", offset, size),
      store: (offset, size) => refuse("write", offset, size),
    },
  });
}
