import type { ErrnoName } from "../../uapi/errno.ts";

/** include/uapi/linux/xattr.h (v7.3). */
const XATTR_CREATE = 1;
const XATTR_REPLACE = 2;

/** Extended attributes by their whole names, as file systems in memory and those of cgroups and sockets keep them (fs/xattr.c, v7.3). */
export class Xattrs {
  readonly #values = new Map<string, Uint8Array>();

  constructor(values: Iterable<readonly [string, Uint8Array]> = []) {
    for (const [name, value] of values) this.#values.set(name, value);
  }

  /** A value that is no longer than `room` (simple_xattr_get). */
  read(name: string, room: number): Uint8Array | ErrnoName {
    const value = this.#values.get(name);
    if (!value) return "ENODATA";
    return value.length > room ? "ERANGE" : value;
  }

  /** As setxattr(2) with such flags; undefined where it is done (simple_xattr_set). */
  set(name: string, value: Uint8Array, flags: number): ErrnoName | undefined {
    const isThere = this.#values.has(name);
    if (isThere && (flags & XATTR_CREATE) !== 0) return "EEXIST";
    if (!isThere && (flags & XATTR_REPLACE) !== 0) return "ENODATA";
    this.#values.set(name, value);
    return undefined;
  }

  remove(name: string): ErrnoName | undefined {
    return this.#values.delete(name) ? undefined : "ENODATA";
  }
}
