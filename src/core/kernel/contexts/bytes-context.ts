import { type AccessSize, readUnsigned, writeUnsigned } from "../../bytes/integers.ts";
import type { Region } from "../../vm/memory.ts";
import { counted } from "../../words/counted.ts";
import type { Kernel } from "../kernel.ts";

export interface BytesContext {
  readonly bytes: Uint8Array;
  /** What a message calls it: "struct pt_regs". */
  readonly noun: string;
  mayLoad(offset: number, size: AccessSize): boolean;
  mayStore?(offset: number, size: AccessSize): boolean;
}

/** A context that programs load as it stands in memory, where they may. */
export function bytesContext(kernel: Kernel, { bytes, noun, mayLoad, mayStore }: BytesContext): Region {
  const refuse = (intent: string, offset: number, size: AccessSize) =>
    kernel.fault(
      "context-access",
      `a ${intent} of ${counted(size, "byte")} at offset ${offset} of ${noun} is not allowed`,
    );
  return kernel.memory.allocate({
    kind: "context",
    name: "ctx",
    bytes,
    access: {
      load: (offset, size) =>
        mayLoad(offset, size) ? readUnsigned(bytes, offset, size) : refuse("read", offset, size),
      store(offset, size, value) {
        if (!mayStore?.(offset, size)) refuse("write", offset, size);
        writeUnsigned(bytes, offset, size, value);
      },
    },
  });
}
