import type { Btf } from "../../btf/btf.ts";
import { sizeOf } from "../../btf/layout.ts";
import { StructAccess, structType } from "./struct-access.ts";

/** A struct of plain bytes, such as a context that a test run takes and hands back. */
export class ProgramBytes extends StructAccess {
  readonly all: Uint8Array;

  /** Bytes that are missing at the end are zeros. */
  constructor(btf: Btf, struct: string, bytes: Uint8Array) {
    const type = structType(btf, struct);
    const all = new Uint8Array(sizeOf(btf, type));
    all.set(bytes.subarray(0, all.length));
    super(btf, type, {
      read: (offset, size) => all.slice(offset, offset + size),
      write: (offset, written) => all.set(written, offset),
    });
    this.all = all;
  }

  /** Names of the outermost members of which some byte is not zero. */
  setMembers(): string[] {
    const struct = this.btf.resolved(this.type);
    if (struct.kind !== "struct" && struct.kind !== "union") return [];
    return struct.members.flatMap(({ name, bitOffset, type }) => {
      const offset = bitOffset / 8;
      const isSet = this.all.subarray(offset, offset + sizeOf(this.btf, type)).some((byte) => byte !== 0);
      return isSet ? [name || "a member without a name"] : [];
    });
  }
}
