// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_dynptr_from_skb(struct __sk_buff *s, __u64 flags, struct bpf_dynptr *ptr__uninit) __ksym;
extern int bpf_probe_read_user_dynptr(const struct bpf_dynptr *dptr, __u64 off, __u64 size, const void *unsafe_ptr__ign) __ksym;
extern int bpf_probe_read_kernel_dynptr(const struct bpf_dynptr *dptr, __u64 off, __u64 size, const void *unsafe_ptr__ign) __ksym;
extern int bpf_probe_read_user_str_dynptr(const struct bpf_dynptr *dptr, __u64 off, __u64 size, const void *unsafe_ptr__ign) __ksym;
extern int bpf_probe_read_kernel_str_dynptr(const struct bpf_dynptr *dptr, __u64 off, __u64 size, const void *unsafe_ptr__ign) __ksym;
extern int bpf_copy_from_user_dynptr(const struct bpf_dynptr *dptr, __u64 off, __u64 size, const void *unsafe_ptr__ign) __ksym;
extern int bpf_copy_from_user_str_dynptr(const struct bpf_dynptr *dptr, __u64 off, __u64 size, const void *unsafe_ptr__ign) __ksym;
extern int bpf_copy_from_user_task_dynptr(const struct bpf_dynptr *dptr, __u64 off, __u64 size, const void *unsafe_ptr__ign, struct task_struct *tsk) __ksym;
extern int bpf_copy_from_user_task_str_dynptr(const struct bpf_dynptr *dptr, __u64 off, __u64 size, const void *unsafe_ptr__ign, struct task_struct *tsk) __ksym;
extern int bpf_dynptr_memset(const struct bpf_dynptr *p, __u64 offset, __u64 size, __u8 val) __ksym;

__u64 address, length, offset;
__s64 probed, probed_text, copied, copied_text, of_task, text_of_task, kernels, text_of_kernel, helper, text_helper;
__u8 probed_bytes[32], probed_text_bytes[32], copied_bytes[32], copied_text_bytes[32], of_task_bytes[32];
__u8 text_of_task_bytes[32], kernels_bytes[32], text_of_kernel_bytes[32], helper_bytes[32];

#define READ(function, result, place, ...)                                                                             \
	do {                                                                                                           \
		bpf_dynptr_from_mem(place, sizeof(place), 0, &ptr);                                                    \
		bpf_dynptr_memset(&ptr, 0, sizeof(place), 0xaa);                                                       \
		result = function(&ptr, offset, length, (void *)address, ##__VA_ARGS__);                               \
	} while (0)

SEC("syscall") int user(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct bpf_dynptr ptr;

	READ(bpf_probe_read_user_dynptr, probed, probed_bytes);
	READ(bpf_probe_read_user_str_dynptr, probed_text, probed_text_bytes);
	READ(bpf_copy_from_user_dynptr, copied, copied_bytes);
	READ(bpf_copy_from_user_str_dynptr, copied_text, copied_text_bytes);
	READ(bpf_copy_from_user_task_dynptr, of_task, of_task_bytes, task);
	READ(bpf_copy_from_user_task_str_dynptr, text_of_task, text_of_task_bytes, task);
	helper = bpf_probe_read_user(helper_bytes, 8, (void *)address);
	return 0;
}

SEC("syscall") int of_kernel(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	__u64 given = address;
	struct bpf_dynptr ptr;

	if (!given)
		address = (__u64)task->comm;
	READ(bpf_probe_read_kernel_dynptr, kernels, kernels_bytes);
	READ(bpf_probe_read_kernel_str_dynptr, text_of_kernel, text_of_kernel_bytes);
	address = given;
	return 0;
}

SEC("tc") int into_packet(struct __sk_buff *ctx)
{
	struct bpf_dynptr ptr;

	bpf_dynptr_from_skb(ctx, 0, &ptr);
	probed = bpf_probe_read_user_dynptr(&ptr, offset, length, (void *)address);
	probed_text = bpf_probe_read_user_str_dynptr(&ptr, offset + 300, length, (void *)address);
	return 0;
}

SEC("cgroup_skb/egress") int into_read_only(struct __sk_buff *ctx)
{
	struct bpf_dynptr ptr, null;

	bpf_dynptr_from_skb(ctx, 0, &ptr);
	bpf_dynptr_from_skb(ctx, 1, &null);
	probed = bpf_probe_read_user_dynptr(&ptr, 0, length, (void *)address);
	probed_text = bpf_probe_read_user_str_dynptr(&ptr, 0, length, (void *)address);
	copied = bpf_probe_read_user_dynptr(&null, 0, length, (void *)address);
	copied_text = bpf_probe_read_user_str_dynptr(&null, 0, length, (void *)address);
	return 1;
}

char LICENSE[] SEC("license") = "GPL";
