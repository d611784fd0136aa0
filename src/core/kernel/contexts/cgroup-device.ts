import { copiedStruct } from "../objects/copied-struct.ts";
import { LazyContext } from "../objects/own-context.ts";
import { ProgramBytes } from "../objects/program-bytes.ts";
import type { ContextModel } from "./context.ts";
import { plainMembers } from "./plain-members.ts";
import { structContext } from "./struct-context.ts";

const STRUCT = "bpf_cgroup_dev_ctx";

/** cgroup_dev_is_valid_access (kernel/bpf/cgroup.c, v7.3). */
const members = plainMembers({ access_type: "narrow", major: "word", minor: "word" });
const rights = { hidden: new Set<string>(), writable: new Set<string>() };

/** A device file that a process of the cgroup makes or opens. */
export const cgroupDevice: ContextModel = {
  programType: "BPF_PROG_TYPE_CGROUP_DEVICE",
  packet: "none",
  struct: STRUCT,
  returnRange: () => ({ least: 0, most: 1 }),
  notModelled: ["The system call: whether the device opens."],
  enter(kernel, { bytes }) {
    const device = new ProgramBytes(kernel.btf, STRUCT, bytes ?? new Uint8Array(0));
    kernel.ownContext = new LazyContext(() => copiedStruct(kernel, STRUCT, device.all));
    return { region: structContext(kernel, STRUCT, members, rights, device), after: () => device.all };
  },
};
