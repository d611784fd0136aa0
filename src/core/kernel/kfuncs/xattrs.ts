import { type ErrnoName, negativeErrno } from "../../uapi/errno.ts";
import { wholeOf, writablePieceOf } from "../helpers/dynptr.ts";
import type { Kernel } from "../kernel.ts";
import type { BtfObject } from "../objects/btf-object.ts";
import { Dentry } from "../objects/dentry.ts";
import type { Dynptr } from "../objects/dynptr.ts";
import { FileSocket } from "../objects/file-socket.ts";
import { OpenFile } from "../objects/files.ts";
import type { Xattrs } from "../objects/xattrs.ts";
import type { KfuncModel } from "./model.ts";
import { modelledObject } from "./modelled-object.ts";

/** include/uapi/linux/xattr.h, v7.3. */
const USER = "user.";
const OF_BPF = "security.bpf.";

const ALWAYS_PERMITTED =
  "Permissions: the process may read and write every file, as one that has CAP_DAC_OVERRIDE may.";

const dentryOf = (kernel: Kernel, pointer: { readonly object: BtfObject }): Dentry =>
  modelledObject(kernel, pointer, Dentry, "dentry");

/** The name, which the verifier has seen in the read-only map that it stands in. */
function nameAt({ memory }: Kernel, address: bigint): string {
  const { region, offset } = memory.resolve(address, { intent: "read", size: 1 });
  return new TextDecoder("latin1").decode(memory.readBytes(address, region.bytes.indexOf(0, offset) - offset));
}

/** A value into the dynptr: its length, or the errno. */
function deliver({ target, offset, size }: Dynptr, xattrs: Xattrs, name: string): number {
  const value = xattrs.read(name, Number(size));
  if (typeof value === "string") return negativeErrno(value);
  if (value.length > 0) target?.write(offset, value, 0n);
  return value.length;
}

/** Why the file system keeps no attribute of the name (xattr_resolve_name, fs/xattr.c, v7.3). */
function objectionOf({ fileSystem }: Dentry, name: string): ErrnoName | undefined {
  if (!fileSystem.takesXattrs) return "EOPNOTSUPP";
  return name === USER ? "EINVAL" : undefined;
}

function getXattr(kernel: Kernel, dentry: Dentry, address: bigint, value: Dynptr): number {
  if (!writablePieceOf(value) || !dentry.inode) return negativeErrno("EINVAL");
  const name = nameAt(kernel, address);
  if (!name.startsWith(USER) && !name.startsWith(OF_BPF)) return negativeErrno("EPERM");
  const objection = objectionOf(dentry, name);
  return objection ? negativeErrno(objection) : deliver(value, dentry.xattrs, name);
}

/** fs/bpf_fs_kfuncs.c, v7.3. */
export const bpf_get_dentry_xattr: KfuncModel<"bpf_get_dentry_xattr"> = {
  name: "bpf_get_dentry_xattr",
  notModelled: [ALWAYS_PERMITTED],
  call: (kernel, { dentry, name__str, value_p }) => getXattr(kernel, dentryOf(kernel, dentry), name__str, value_p),
};

/** fs/bpf_fs_kfuncs.c, v7.3. */
export const bpf_get_file_xattr: KfuncModel<"bpf_get_file_xattr"> = {
  name: "bpf_get_file_xattr",
  notModelled: [ALWAYS_PERMITTED],
  call: (kernel, { file, name__str, value_p }) =>
    getXattr(kernel, modelledObject(kernel, file, OpenFile, "file").dentry, name__str, value_p),
};

/** Why an attribute may not be changed (bpf_xattr_write_permission, fs/bpf_fs_kfuncs.c, v7.3), or can't be. */
function objectionToChange(dentry: Dentry, name: string): ErrnoName | undefined {
  return name.startsWith(OF_BPF) ? objectionOf(dentry, name) : "EPERM";
}

const toResult = (errno: ErrnoName | undefined): number => (errno ? negativeErrno(errno) : 0);

/** fs/bpf_fs_kfuncs.c, v7.3. */
export const bpf_set_dentry_xattr: KfuncModel<"bpf_set_dentry_xattr"> = {
  name: "bpf_set_dentry_xattr",
  notModelled: [ALWAYS_PERMITTED, "The space of the file system, which may run out."],
  call(kernel, { dentry: pointer, name__str, value_p, flags }) {
    const dentry = dentryOf(kernel, pointer);
    const value = wholeOf(value_p);
    if (!dentry.inode || !value) return negativeErrno("EINVAL");
    const name = nameAt(kernel, name__str);
    return toResult(objectionToChange(dentry, name) ?? dentry.xattrs.set(name, value, flags));
  },
};

/** fs/bpf_fs_kfuncs.c, v7.3. */
export const bpf_remove_dentry_xattr: KfuncModel<"bpf_remove_dentry_xattr"> = {
  name: "bpf_remove_dentry_xattr",
  notModelled: [ALWAYS_PERMITTED],
  call(kernel, { dentry: pointer, name__str }) {
    const dentry = dentryOf(kernel, pointer);
    if (!dentry.inode) return negativeErrno("EINVAL");
    const name = nameAt(kernel, name__str);
    return toResult(objectionToChange(dentry, name) ?? dentry.xattrs.remove(name));
  },
};

/** Attributes that any user may set: the name is looked at before the buffer, and that before whether anything keeps them. */
function readUserXattr(kernel: Kernel, xattrs: Xattrs | undefined, address: bigint, value: Dynptr): number {
  const name = nameAt(kernel, address);
  if (!name.startsWith(USER)) return negativeErrno("EPERM");
  if (!writablePieceOf(value)) return negativeErrno("EINVAL");
  return xattrs ? deliver(value, xattrs, name) : negativeErrno("EOPNOTSUPP");
}

/** fs/bpf_fs_kfuncs.c and sock_read_xattr (net/socket.c), v7.3. */
export const bpf_sock_read_xattr: KfuncModel<"bpf_sock_read_xattr"> = {
  name: "bpf_sock_read_xattr",
  notModelled: [],
  call(kernel, { sock, name__str, value_p }) {
    const { xattrs } = modelledObject(kernel, sock, FileSocket, "socket");
    return readUserXattr(kernel, xattrs, name__str, value_p);
  },
};

/** fs/bpf_fs_kfuncs.c and kernfs_xattr_get (fs/kernfs/inode.c), v7.3. */
export const bpf_cgroup_read_xattr: KfuncModel<"bpf_cgroup_read_xattr"> = {
  name: "bpf_cgroup_read_xattr",
  notModelled: [],
  call: (kernel, { cgroup, name__str, value_p }) => readUserXattr(kernel, cgroup.object.xattrs, name__str, value_p),
};
