import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import { structType } from "./struct-access.ts";

/** A struct of the kernel's whose bytes are those of a context, as it is when somebody looks. */
class CopiedStruct extends BtfObject {
  readonly #bytes: Uint8Array;

  constructor(kernel: Kernel, struct: string, bytes: Uint8Array) {
    super(kernel, struct, structType(kernel.btf, struct));
    this.#bytes = bytes;
  }

  protected override beforeRead(): void {
    this.region.bytes.set(this.#bytes.subarray(0, this.region.size));
  }
}

/** What a program finds where its context and the kernel's own are the same struct. */
export const copiedStruct = (kernel: Kernel, struct: string, bytes: Uint8Array): BtfObject =>
  new CopiedStruct(kernel, struct, bytes);
