import { type AccessSize, readUnsigned, writeUnsigned } from "../../bytes/integers.ts";
import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";

/** A context of bytes, each load and store of which is aligned to its size. */
export function plainContext(kernel: Kernel, bytes: Uint8Array, writable: boolean): Region {
  const check = (intent: string, offset: number, size: AccessSize) => {
    const isAllowed = offset % size === 0 && (writable || intent === "read");
    if (!isAllowed) kernel.fault("context-access", `a ${intent} of ${size} bytes at offset ${offset} is not allowed`);
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
