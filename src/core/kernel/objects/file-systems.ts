/** A file system that the guests have mounted. */
export interface FileSystem {
  /** Where; nothing for the root. */
  readonly at: string;
  readonly id: string;
  /** include/uapi/linux/magic.h (v7.3). */
  readonly magic: number;
  readonly blockBits: number;
  /** Permission bits of the folder that it is mounted at. */
  readonly rootMode: number;
  readonly takesXattrs: boolean;
}

/** shmem_fill_super (mm/shmem.c, v7.3): blocks are pages. */
const tmpfs = { magic: 0x0102_1994, blockBits: 12, takesXattrs: true } as const;

/** The scenario's files, what the kernel shows of itself (proc_fill_super, fs/proc/root.c, v7.3), and the programs. */
const fileSystems: readonly FileSystem[] = [
  { at: "/tmp", id: "tmpfs", rootMode: 0o1777, ...tmpfs },
  { at: "/proc", id: "proc", magic: 0x9fa0, blockBits: 10, rootMode: 0o555, takesXattrs: false },
  { at: "", id: "rootfs", rootMode: 0o755, ...tmpfs },
];

/** The one that a path leads into. */
export function fileSystemOf(path: string): FileSystem {
  const found = fileSystems.find(({ at }) => path === at || path.startsWith(`${at}/`));
  if (found) return found;
  throw new TypeError(`${path} is no path`);
}
