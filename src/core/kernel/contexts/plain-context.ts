import { type AccessSize, readUnsigned, writeUnsigned } from "../../bytes/integers.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";

/** Whether a program may make an access of the context. */
export type ContextRule = (intent: "read" | "write", offset: number, size: AccessSize) => boolean;

/** Every load, and every store where the context is writable, that is aligned to its size. */
export const alignedAccess =
  (writable: boolean): ContextRule =>
  (intent, offset, size) =>
    offset % size === 0 && (writable || intent === "read");

/** A context of bytes, with a rule of what may be accessed; `part` names in a fault what was accessed. */
export function plainContext(kernel: Kernel, bytes: Uint8Array, isAllowed: ContextRule, part = ""): Region {
  const check = (intent: "read" | "write", offset: number, size: AccessSize) => {
    if (isAllowed(intent, offset, size)) return;
    kernel.fault("context-access", `a ${intent} of ${size} bytes at offset ${offset}${part} is not allowed`);
  };
  return kernel.memory.allocate({
    kind: "context",
    name: "ctx",
    bytes,
    access: {
      load(offset, size) {
        check("read", offset, size);
        return readUnsigned(bytes, offset, size);
      },
      store(offset, size, value) {
        check("write", offset, size);
        writeUnsigned(bytes, offset, size, value);
      },
    },
  });
}
