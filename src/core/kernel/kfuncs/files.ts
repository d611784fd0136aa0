import { negativeErrno } from "../../uapi/errno.ts";
import { pathIn } from "../helpers/path.ts";
import { OpenFile } from "../objects/files.ts";
import type { KfuncModel } from "./model.ts";
import { modelledObject } from "./modelled-object.ts";

/** fs/bpf_fs_kfuncs.c and get_task_exe_file (kernel/fork.c), v7.3. */
export const bpf_get_task_exe_file: KfuncModel<"bpf_get_task_exe_file"> = {
  name: "bpf_get_task_exe_file",
  notModelled: [
    "Processes that execute another file than the guests' first program, and those that are ending.",
    "Size and contents of that file: it is empty here.",
  ],
  call: ({ references }, { task }) => (task.object.executable ? references.acquire(task.object.executable) : null),
};

/** fs/bpf_fs_kfuncs.c, v7.3. */
export const bpf_put_file: KfuncModel<"bpf_put_file"> = {
  name: "bpf_put_file",
  notModelled: [],
  call: ({ references }, { file }) => void references.release(file),
};

/** fs/bpf_fs_kfuncs.c and fs/d_path.c, v7.3. */
export const bpf_path_d_path: KfuncModel<"bpf_path_d_path"> = {
  name: "bpf_path_d_path",
  notModelled: [
    "Paths of other objects than files, and of files that were moved or unlinked.",
    "What a buffer holds that is too small: here, what it held before.",
  ],
  call(kernel, { path, buf, buf__sz }) {
    const file = modelledObject(kernel, path, OpenFile, "path of a file");
    const size = Number(buf__sz);
    if (size === 0) return negativeErrno("EINVAL");
    const length = file.path.length + 1;
    if (length > size) return negativeErrno("ENAMETOOLONG");
    buf.write(pathIn(size, file.path, buf.read(size)));
    return length;
  },
};

/** fs/bpf_fs_kfuncs.c, v7.3: on a file system that is no union, the file's own. */
export const bpf_real_data_inode: KfuncModel<"bpf_real_data_inode"> = {
  name: "bpf_real_data_inode",
  notModelled: ["Files of overlay file systems."],
  call(kernel, { file }) {
    const inode = modelledObject(kernel, file, OpenFile, "file").dentry.inode;
    return inode ? { region: inode.trusted, object: inode } : null;
  },
};
