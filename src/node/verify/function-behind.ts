import { targetOf } from "../../core/emulator/context-input.ts";
import type { LinkedProgram } from "../../core/object/linked-object.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";

/** Hooks whose callers have locked the inode of the dentry (d_inode_locked_hooks, fs/bpf_fs_kfuncs.c, v7.3). */
const lockedHooks: ReadonlySet<string> = new Set([
  "inode_post_removexattr",
  "inode_post_setattr",
  "inode_post_setxattr",
  "inode_removexattr",
  "inode_rmdir",
  "inode_setattr",
  "inode_setxattr",
  "inode_unlink",
]);

/** What the verifier lets programs of these hooks call in a kfunc's place (specialize_kfunc, kernel/bpf/verifier.c, v7.3). */
const twins: Readonly<Record<string, string>> = {
  bpf_set_dentry_xattr: "bpf_set_dentry_xattr_locked",
  bpf_remove_dentry_xattr: "bpf_remove_dentry_xattr_locked",
};

/** What a program that is loaded for a veth calls in a kfunc's place (bpf_dev_bound_resolve_kfunc, kernel/bpf/offload.c, v7.3). */
const ofVeth: Readonly<Record<string, string>> = {
  bpf_xdp_metadata_rx_hash: "veth_xdp_rx_hash",
  bpf_xdp_metadata_rx_timestamp: "veth_xdp_rx_timestamp",
  bpf_xdp_metadata_rx_vlan_tag: "veth_xdp_rx_vlan_tag",
};

const kfuncs: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...twins, ...ofVeth }).map(([kfunc, other]) => [other, kfunc]),
);

/** The function that the kernel runs where a program calls a kfunc. */
export function functionBehind(kfunc: string, program: LinkedProgram, { attach }: Pick<Scenario, "attach">): string {
  if (attach?.device_bound) return ofVeth[kfunc] ?? kfunc;
  const isLocked = program.programType === "BPF_PROG_TYPE_LSM" && lockedHooks.has(targetOf(program));
  return isLocked ? (twins[kfunc] ?? kfunc) : kfunc;
}

/** The kfunc that such a function stands for. */
export const kfuncBehind = (name: string): string => kfuncs.get(name) ?? name;
