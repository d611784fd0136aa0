import { negativeErrno } from "../../uapi/errno.ts";
import { fileTarget } from "../objects/file-target.ts";
import { OpenFile } from "../objects/files.ts";
import type { KfuncModel } from "./model.ts";
import { modelledObject } from "./modelled-object.ts";

/** make_file_dynptr (kernel/bpf/helpers.c, v7.3). Its dynptr has to be given back even where it is null. */
export const bpf_dynptr_from_file: KfuncModel<"bpf_dynptr_from_file"> = {
  name: "bpf_dynptr_from_file",
  notModelled: [
    "Pages of the file that are not in the page cache.",
    "Files that change while the program runs.",
    "Offsets from 2^53 on.",
  ],
  call(kernel, { file: pointer, flags, ptr__uninit }) {
    const file = modelledObject(kernel, pointer, OpenFile, "file");
    const target = fileTarget(kernel, file, kernel.sections.whyNoSleep === undefined);
    if (flags === 0) ptr__uninit.initialise(target, 0, 0);
    else ptr__uninit.setNull();
    const held = kernel.memory.allocate({ kind: "object", name: `dynptr of ${file.path}`, bytes: 0 });
    ptr__uninit.reference = kernel.references.hold(held, pointer.region);
    return flags === 0 ? 0 : negativeErrno("EINVAL");
  },
};

/** kernel/bpf/helpers.c, v7.3: ends all clones, too. */
export const bpf_dynptr_file_discard: KfuncModel<"bpf_dynptr_file_discard"> = {
  name: "bpf_dynptr_file_discard",
  notModelled: [],
  call(kernel, { dynptr: { reference, target } }) {
    if (!reference || (target && target.type !== "BPF_DYNPTR_TYPE_FILE")) {
      return kernel.fault("dynptr-argument", "bpf_dynptr_file_discard takes a dynptr of a file");
    }
    kernel.references.release(reference);
    kernel.dynptrs.end(reference);
    return 0;
  },
};
