import type { TypeId } from "../../btf/types.ts";
import type { Kernel } from "../kernel.ts";
import { StructAccess } from "./struct-access.ts";

/** A struct in the program's memory that it passed to the kernel. Reading a member that was never written is a fault. */
export class ProgramStruct extends StructAccess {
  readonly address: bigint;

  constructor(kernel: Kernel, type: TypeId, address: bigint) {
    super(kernel.btf, type, {
      read: (offset, size) => kernel.memory.readBytes(address + BigInt(offset), size),
      write: (offset, bytes) => kernel.memory.writeBytes(address + BigInt(offset), bytes),
    });
    this.address = address;
  }
}
