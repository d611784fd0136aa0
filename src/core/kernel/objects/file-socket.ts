import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import { structType } from "./struct-access.ts";
import type { Xattrs } from "./xattrs.ts";

/** A socket as its descriptor leads to it: struct socket. */
export class FileSocket extends BtfObject {
  /** Undefined where the socket has no file so far, whose inode would keep them. */
  readonly xattrs: Xattrs | undefined;

  constructor(kernel: Kernel, xattrs: Xattrs | undefined) {
    super(kernel, "socket", structType(kernel.btf, "socket"));
    this.xattrs = xattrs;
    if (xattrs) this.setPointer("file", new BtfObject(kernel, "file of socket", structType(kernel.btf, "file")));
  }
}
