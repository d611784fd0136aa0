// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Calls a kfunc that may sleep from programs that may not. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern int bpf_copy_from_user_str(void *dst, u32 dst__sz, const void *unsafe_ptr__ign, u64 flags) __ksym;
extern int bpf_get_file_xattr(struct file *file, const char *name__str, struct bpf_dynptr *value_p) __ksym;

char name[16];

SEC("tc")
int on_packet(struct __sk_buff *skb)
{
	return bpf_copy_from_user_str(name, sizeof(name), (void *)0x1000, 0);
}

SEC("tp_btf/sys_enter")
int BPF_PROG(on_system_call, struct pt_regs *regs, long id)
{
	return bpf_copy_from_user_str(name, sizeof(name), (void *)0x1000, 0);
}

SEC("fentry/bpf_fentry_test1")
int BPF_PROG(on_entry, int a)
{
	return bpf_copy_from_user_str(name, sizeof(name), (void *)0x1000, 0);
}

/* For LSM programs alone, whether they may sleep or not. */
SEC("fentry/bpf_fentry_test1")
int BPF_PROG(for_others, int a)
{
	struct bpf_dynptr value;

	bpf_dynptr_from_mem(name, sizeof(name), 0, &value);
	return bpf_get_file_xattr(0, "user.label", &value);
}

char _license[] SEC("license") = "GPL";
