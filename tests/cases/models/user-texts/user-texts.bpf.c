// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_copy_from_user_str(void *dst, __u32 dst__sz, const void *unsafe_ptr__ign, __u64 flags) __ksym;
extern int bpf_copy_from_user_task_str(void *dst, __u32 dst__sz, const void *unsafe_ptr__ign,
				       struct task_struct *tsk, __u64 flags) __ksym;

__u64 address, flags;
__u32 size;
int own, of_task;
__u8 own_bytes[32], task_bytes[32];

SEC("syscall") int user(void *ctx)
{
	__u64 limit = size;

	if (limit > sizeof(own_bytes))
		return 1;
	__builtin_memset(own_bytes, 0xaa, sizeof(own_bytes));
	__builtin_memset(task_bytes, 0xaa, sizeof(task_bytes));
	own = bpf_copy_from_user_str(own_bytes, limit, (void *)address, flags);
	of_task = bpf_copy_from_user_task_str(task_bytes, limit, (void *)address, bpf_get_current_task_btf(), flags);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
