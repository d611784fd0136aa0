/** A file, folder or symbolic link of an initramfs. */
export interface CpioEntry {
  /** Without a leading slash. */
  readonly path: string;
  /** Type and permissions as stat has them. */
  readonly mode: number;
  /** A file's bytes, or where a link leads. */
  readonly content: Uint8Array;
}

const S_IFDIR = 0o040000;
const S_IFREG = 0o100000;
const S_IFLNK = 0o120000;

export const folderEntry = (path: string): CpioEntry => ({ path, mode: S_IFDIR | 0o755, content: new Uint8Array() });

export const fileEntry = (path: string, content: Uint8Array): CpioEntry => ({ path, mode: S_IFREG | 0o755, content });

export const linkEntry = (path: string, target: string): CpioEntry => ({
  path,
  mode: S_IFLNK | 0o777,
  content: Buffer.from(target),
});

const MAGIC = "070701";
const TRAILER = "TRAILER!!!";
/** Headers, names and contents all start at a multiple of this, counted from the archive's start. */
const ALIGNMENT = 4;

const padding = (length: number) => Buffer.alloc((ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT);

/** The header's thirteen fields, each eight hexadecimal digits (Documentation/driver-api/early-userspace/buffer-format.rst). */
function header(fields: { inode: number; mode: number; links: number; size: number; nameSize: number }): string {
  const { inode, mode, links, size, nameSize } = fields;
  const owner = [0, 0];
  const time = 0;
  const devices = [0, 0, 0, 0];
  const checksum = 0;
  const all = [inode, mode, ...owner, links, time, size, ...devices, nameSize, checksum];
  return MAGIC + all.map((field) => field.toString(16).padStart(8, "0")).join("");
}

function writeEntry({ path, mode, content }: CpioEntry, inode: number): Buffer[] {
  const name = Buffer.from(`${path}\0`);
  const head = Buffer.concat([
    Buffer.from(header({ inode, mode, links: 1, size: content.length, nameSize: name.length })),
    name,
  ]);
  return [head, padding(head.length), Buffer.from(content), padding(content.length)];
}

/** The folders that entries need and that are not among them, outermost first. */
function missingFolders(entries: readonly CpioEntry[]): CpioEntry[] {
  const known = new Set(entries.map(({ path }) => path));
  const folders = new Set<string>();
  for (const { path } of entries) {
    const steps = path.split("/").slice(0, -1);
    for (const [index] of steps.entries()) folders.add(steps.slice(0, index + 1).join("/"));
  }
  return [...folders].filter((path) => !known.has(path)).map(folderEntry);
}

/**
 * An archive in the newc format, such as the kernel unpacks into its first file system; missing folders are added. Its
 * length is a multiple of four, so that another archive can follow it: the kernel passes over one that starts elsewhere.
 */
export function writeCpio(entries: readonly CpioEntry[]): Buffer {
  const all = [...missingFolders(entries), ...entries];
  const trailer = { path: TRAILER, mode: 0, content: new Uint8Array() };
  return Buffer.concat([...all.flatMap((entry, index) => writeEntry(entry, index + 1)), ...writeEntry(trailer, 0)]);
}
