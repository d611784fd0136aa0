import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import { Dentry } from "./dentry.ts";
import { type FileSystem, fileSystemOf } from "./file-systems.ts";
import { structType } from "./struct-access.ts";
import { Xattrs } from "./xattrs.ts";

/** A file as a scenario describes it. */
export interface FileDescription {
  readonly path: string;
  readonly content: Uint8Array;
  /** Permission bits. */
  readonly mode: number;
  readonly xattrs: ReadonlyMap<string, Uint8Array>;
}

/** include/uapi/linux/stat.h (v7.3). */
const S_IFREG = 0o100000;
const S_IFDIR = 0o040000;
const FOLDER_MODE = 0o755;
/** FMODE_READ (include/linux/fs.h) and O_LARGEFILE, which open(2) adds on 64-bit machines (fs/open.c, v7.3). */
const FMODE_READ = 1;
const O_LARGEFILE = 0o100000;

/** What every process of a scenario executes: the guests' first program. */
const EXECUTABLE = { path: "/init", mode: 0o755 };
/** Of files below /proc that programs read; none has a size. */
const PROC_MODE = 0o444;

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
    this.setPointer("f_inode", dentry.inode ?? null);
    this.setPointer("f_path.dentry", dentry);
    this.setPointer("f_path.mnt", mount);
  }

  get content(): Uint8Array {
    return this.dentry.content;
  }
}

/** Files by their paths, the folders that lead there, and the file systems that they are in. */
export class Files {
  readonly #kernel: Kernel;
  readonly #dentries = new Map<string, Dentry>();
  readonly #files = new Map<string, OpenFile>();
  readonly #superBlocks = new Map<FileSystem, BtfObject>();
  readonly #mounts = new Map<FileSystem, BtfObject>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  add({ path, content, mode, xattrs }: FileDescription): OpenFile {
    const dentry = this.#make(path, S_IFREG | mode, new Xattrs(xattrs));
    dentry.content = content.slice();
    dentry.inode?.set("i_size", content.length);
    const file = new OpenFile(this.#kernel, path, dentry, this.#mount(dentry.fileSystem));
    this.#files.set(path, file);
    return file;
  }

  /** A scenario's file, or one below /proc, where every name is taken for one that is there. */
  named(path: string): OpenFile | undefined {
    const isOfKernel = fileSystemOf(path).id === "proc";
    return this.#files.get(path) ?? (isOfKernel ? this.#addPlain(path, PROC_MODE) : undefined);
  }

  /** The file that processes execute. */
  get executable(): OpenFile {
    const { path, mode } = EXECUTABLE;
    return this.#files.get(path) ?? this.#addPlain(path, mode);
  }

  /** The place of a file or folder; of a name that nothing has, a negative one. */
  dentryAt(path: string): Dentry {
    return this.#dentries.get(path) ?? (path === fileSystemOf(path).at ? this.#folder(path) : this.#negative(path));
  }

  #addPlain(path: string, mode: number): OpenFile {
    return this.add({ path, content: new Uint8Array(0), mode, xattrs: new Map() });
  }

  /** struct super_block. */
  #superBlock(fileSystem: FileSystem): BtfObject {
    const known = this.#superBlocks.get(fileSystem);
    if (known) return known;
    const { magic, blockBits, id, at } = fileSystem;
    const superBlock = this.#object("super_block", fileSystem);
    this.#superBlocks.set(fileSystem, superBlock);
    superBlock.set("s_magic", magic);
    superBlock.set("s_blocksize_bits", blockBits);
    superBlock.set("s_blocksize", 1 << blockBits);
    superBlock.setBytes("s_id", new TextEncoder().encode(id));
    superBlock.setPointer("s_root", this.#folder(at));
    return superBlock;
  }

  /** struct vfsmount. */
  #mount(fileSystem: FileSystem): BtfObject {
    const known = this.#mounts.get(fileSystem);
    if (known) return known;
    const mount = this.#object("vfsmount", fileSystem);
    this.#mounts.set(fileSystem, mount);
    mount.setPointer("mnt_root", this.#folder(fileSystem.at));
    mount.setPointer("mnt_sb", this.#superBlock(fileSystem));
    return mount;
  }

  #object(struct: string, { at }: FileSystem): BtfObject {
    return new BtfObject(this.#kernel, `${struct} of ${at || "/"}`, structType(this.#kernel.btf, struct));
  }

  #folder(path: string): Dentry {
    const { at, rootMode } = fileSystemOf(path);
    return this.#dentries.get(path) ?? this.#make(path, S_IFDIR | (path === at ? rootMode : FOLDER_MODE));
  }

  #parent(path: string): Dentry | undefined {
    return path === fileSystemOf(path).at ? undefined : this.#folder(path.slice(0, path.lastIndexOf("/")));
  }

  #negative(path: string): Dentry {
    const place = { path, fileSystem: fileSystemOf(path), inode: undefined, parent: this.#parent(path) };
    return this.#keep(path, new Dentry(this.#kernel, place));
  }

  #make(path: string, mode: number, xattrs?: Xattrs): Dentry {
    const fileSystem = fileSystemOf(path);
    const parent = this.#parent(path);
    const inode = new BtfObject(this.#kernel, `inode ${path}`, structType(this.#kernel.btf, "inode"));
    const dentry = this.#keep(path, new Dentry(this.#kernel, { path, fileSystem, inode, parent }, xattrs));
    inode.set("i_mode", mode);
    inode.set("i_ino", this.#dentries.size);
    inode.set("i_blkbits", fileSystem.blockBits);
    inode.setPointer("i_sb", this.#superBlock(fileSystem));
    return dentry;
  }

  #keep(path: string, dentry: Dentry): Dentry {
    this.#dentries.set(path, dentry);
    dentry.setPointer("d_sb", this.#superBlock(dentry.fileSystem));
    return dentry;
  }
}
