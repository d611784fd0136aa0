import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import type { FileSystem } from "./file-systems.ts";
import { structType } from "./struct-access.ts";
import { Xattrs } from "./xattrs.ts";

export interface DentryPlace {
  readonly path: string;
  readonly fileSystem: FileSystem;
  /** Undefined where nothing has the name so far: a negative dentry. */
  readonly inode: BtfObject | undefined;
  /** Undefined for the folder that the file system is mounted at. */
  readonly parent: Dentry | undefined;
}

/** A place in a file system: struct dentry with its struct inode. */
export class Dentry extends BtfObject {
  readonly inode: BtfObject | undefined;
  readonly fileSystem: FileSystem;
  readonly xattrs: Xattrs;
  /** Of a file: what stands in it. */
  content = new Uint8Array(0);

  constructor(kernel: Kernel, { path, fileSystem, inode, parent }: DentryPlace, xattrs = new Xattrs()) {
    super(kernel, `dentry ${path}`, structType(kernel.btf, "dentry"));
    this.inode = inode;
    this.fileSystem = fileSystem;
    this.xattrs = xattrs;
    const name = parent ? path.slice(path.lastIndexOf("/") + 1) : "/";
    this.setText("d_name.name", name);
    this.set("d_name.len", name.length);
    this.setPointer("d_parent", parent ?? this);
    this.setPointer("d_inode", inode ?? null);
  }
}
