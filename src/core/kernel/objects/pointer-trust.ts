import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { structName } from "../struct-name.ts";

/** How far a pointer is trusted that a program loads out of a kernel object; `plain` ones are, by helpers alone. */
export interface PointerTrust {
  readonly trust: "trusted" | "rcu" | "plain" | "untrusted";
  /** The program has to compare it with NULL before it follows it; else NULL reads as zeros. */
  readonly nullable: boolean;
}

/**
 * Members that are trusted by name (BTF_TYPE_SAFE_RCU and the like, kernel/bpf/verifier.c, v7.3): anywhere, or under RCU. Kernels
 * that GCC compiled have no __rcu tags in their BTF, so nothing else is.
 */
const trustedMembers: Readonly<Record<string, Readonly<Record<string, PointerTrust>>>> = {
  task_struct: {
    cpus_ptr: { trust: "rcu", nullable: false },
    cgroups: { trust: "rcu", nullable: false },
    real_parent: { trust: "rcu", nullable: false },
    group_leader: { trust: "rcu", nullable: false },
  },
  cgroup: { kn: { trust: "rcu", nullable: false } },
  css_set: { dfl_cgrp: { trust: "rcu", nullable: false } },
  cgroup_subsys_state: { cgroup: { trust: "rcu", nullable: false } },
  mm_struct: { exe_file: { trust: "rcu", nullable: true }, owner: { trust: "rcu", nullable: true } },
  sk_buff: { sk: { trust: "rcu", nullable: true } },
  request_sock: { sk: { trust: "rcu", nullable: true } },
  bpf_iter_meta: { seq: { trust: "trusted", nullable: false } },
  bpf_iter__task: {
    meta: { trust: "trusted", nullable: false },
    task: { trust: "trusted", nullable: false },
  },
  linux_binprm: { file: { trust: "trusted", nullable: false } },
  file: { f_inode: { trust: "trusted", nullable: false } },
  dentry: { d_inode: { trust: "trusted", nullable: true } },
  socket: { sk: { trust: "trusted", nullable: true } },
  vm_area_struct: {
    vm_mm: { trust: "trusted", nullable: true },
    vm_file: { trust: "trusted", nullable: true },
  },
};

const plain: PointerTrust = { trust: "plain", nullable: false };
const untrusted: PointerTrust = { trust: "untrusted", nullable: false };

/** What a pointer is worth that is loaded from a member by a pointer such as `through` (check_ptr_to_btf_access, v7.3). */
export function pointerTrust(kernel: Kernel, through: Region, member: string): PointerTrust {
  if (through.trust === "untrusted") return untrusted;
  if (through.trust === undefined) return plain;
  const known = trustedMembers[structName(kernel, through.type)]?.[member];
  if (known?.trust === "trusted") return known;
  if (!kernel.sections.inRcu) return untrusted;
  return known ?? plain;
}
