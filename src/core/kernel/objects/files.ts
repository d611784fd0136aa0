import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import { structType } from "./struct-access.ts";

/** A file as a scenario describes it. */
export interface FileDescription {
  readonly path: string;
  readonly content: Uint8Array;
  /** Permission bits. */
  readonly mode: number;
  readonly xattrs: ReadonlyMap<string, Uint8Array>;
}

/** Where the file system of a scenario's files is mounted. */
const MOUNT = "/tmp";
/** include/uapi/linux/magic.h and include/uapi/linux/stat.h (v7.3). */
const TMPFS_MAGIC = 0x0102_1994;
const S_IFREG = 0o100000;
const S_IFDIR = 0o040000;
/** shmem_fill_super (mm/shmem.c, v7.3): PAGE_SIZE. */
const BLOCK_BITS = 12;
/** FMODE_READ (include/linux/fs.h) and O_LARGEFILE, which open(2) adds on 64-bit machines (fs/open.c, v7.3). */
const FMODE_READ = 1;
const O_LARGEFILE = 0o100000;
/** The folder that tmpfs makes with mode 1777. */
const ROOT_MODE = 0o1777;
const FOLDER_MODE = 0o755;

/** A place in the file system: struct dentry with its struct inode. */
export class Dentry extends BtfObject {
  readonly inode: BtfObject;
  readonly xattrs = new Map<string, Uint8Array>();
  /** Of a file: what stands in it. */
  content = new Uint8Array(0);

  constructor(kernel: Kernel, path: string, inode: BtfObject, parent: Dentry | undefined) {
    super(kernel, `dentry ${path}`, structType(kernel.btf, "dentry"));
    this.inode = inode;
    const name = parent ? path.slice(path.lastIndexOf("/") + 1) : "/";
    this.setText("d_name.name", name);
    this.set("d_name.len", name.length);
    this.setPointer("d_parent", parent ?? this);
    this.setPointer("d_inode", inode);
  }
}

/** An open file: struct file, as open(2) with O_RDONLY makes it. */
export class OpenFile extends BtfObject {
  readonly path: string;
  readonly dentry: Dentry;

  constructor(kernel: Kernel, path: string, dentry: Dentry, mount: BtfObject) {
    super(kernel, `file ${path}`, structType(kernel.btf, "file"));
    this.path = path;
    this.dentry = dentry;
    this.set("f_mode", FMODE_READ);
    this.set("f_flags", O_LARGEFILE);
    this.setPointer("f_inode", dentry.inode);
    this.setPointer("f_path.dentry", dentry);
    this.setPointer("f_path.mnt", mount);
  }

  get content(): Uint8Array {
    return this.dentry.content;
  }
}

/** The file system of a scenario's files, a tmpfs: files by their paths, and the folders that lead there. */
export class Files {
  readonly #kernel: Kernel;
  readonly #dentries = new Map<string, Dentry>();
  readonly #files = new Map<string, OpenFile>();
  #superBlock: BtfObject | undefined;
  #mount: BtfObject | undefined;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  add({ path, content, mode, xattrs }: FileDescription): OpenFile {
    const parent = this.#folder(path.slice(0, path.lastIndexOf("/")));
    const dentry = this.#dentry(path, S_IFREG | mode, parent);
    dentry.content = content.slice();
    dentry.inode.set("i_size", content.length);
    for (const [name, value] of xattrs) dentry.xattrs.set(name, value);
    const file = new OpenFile(this.#kernel, path, dentry, this.mount);
    this.#files.set(path, file);
    return file;
  }

  named(path: string): OpenFile | undefined {
    return this.#files.get(path);
  }

  /** Of the file system: struct super_block. */
  get superBlock(): BtfObject {
    if (this.#superBlock) return this.#superBlock;
    const superBlock = this.#object("super_block");
    this.#superBlock = superBlock;
    superBlock.set("s_magic", TMPFS_MAGIC);
    superBlock.set("s_blocksize_bits", BLOCK_BITS);
    superBlock.set("s_blocksize", 1 << BLOCK_BITS);
    superBlock.setBytes("s_id", new TextEncoder().encode("tmpfs"));
    superBlock.setPointer("s_root", this.#folder(MOUNT));
    return superBlock;
  }

  /** struct vfsmount. */
  get mount(): BtfObject {
    if (this.#mount) return this.#mount;
    const mount = this.#object("vfsmount");
    this.#mount = mount;
    mount.setPointer("mnt_root", this.#folder(MOUNT));
    mount.setPointer("mnt_sb", this.superBlock);
    return mount;
  }

  #object(struct: string): BtfObject {
    return new BtfObject(this.#kernel, `${struct} of ${MOUNT}`, structType(this.#kernel.btf, struct));
  }

  #folder(path: string): Dentry {
    const known = this.#dentries.get(path);
    if (known) return known;
    if (path === MOUNT) return this.#dentry(path, S_IFDIR | ROOT_MODE, undefined);
    return this.#dentry(path, S_IFDIR | FOLDER_MODE, this.#folder(path.slice(0, path.lastIndexOf("/"))));
  }

  #dentry(path: string, mode: number, parent: Dentry | undefined): Dentry {
    const inode = new BtfObject(this.#kernel, `inode ${path}`, structType(this.#kernel.btf, "inode"));
    const dentry = new Dentry(this.#kernel, path, inode, parent);
    this.#dentries.set(path, dentry);
    inode.set("i_mode", mode);
    inode.set("i_ino", this.#dentries.size);
    inode.set("i_blkbits", BLOCK_BITS);
    inode.setPointer("i_sb", this.superBlock);
    dentry.setPointer("d_sb", this.superBlock);
    return dentry;
  }
}
