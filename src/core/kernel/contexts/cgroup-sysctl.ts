import { ProgramBytes } from "../objects/program-bytes.ts";
import type { ContextModel } from "./context.ts";
import { plainMembers } from "./plain-members.ts";
import { structContext } from "./struct-context.ts";

const STRUCT = "bpf_sysctl";

/** sysctl_is_valid_access (kernel/bpf/cgroup.c, v7.3). */
const members = plainMembers({ write: "narrow", file_pos: "narrow" });
const rights = { hidden: new Set<string>(), writable: new Set(["file_pos"]) };

/** A file below /proc/sys that a process of the cgroup reads or writes. */
export const cgroupSysctl: ContextModel = {
  programType: "BPF_PROG_TYPE_CGROUP_SYSCTL",
  packet: "none",
  struct: STRUCT,
  extras: { name: "text", value: "text", new_value: "text" },
  returnRange: () => ({ least: 0, most: 1 }),
  notModelled: ["The system call: whether the file is read or written."],
  enter(kernel, { bytes, extras }) {
    const context = new ProgramBytes(kernel.btf, STRUCT, bytes ?? new Uint8Array(0));
    const region = structContext(kernel, STRUCT, members, rights, context);
    const { name, value, new_value: newValue } = extras ?? {};
    kernel.sysctl = {
      context: region,
      isWritten: context.integer("write") !== 0n,
      name: new TextDecoder().decode(name ?? new Uint8Array(0)),
      value: value ?? new Uint8Array(0),
      newValue: newValue ?? new Uint8Array(0),
    };
    return { region, after: () => context.all };
  },
};
