// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Reads kernel memory by its address: the name of the current task into a record, and its pid into a variable. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

extern int bpf_probe_read_kernel_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size,
					const void *unsafe_ptr__ign) __ksym;
extern int bpf_probe_read_kernel_str_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size,
					    const void *unsafe_ptr__ign) __ksym;
extern int bpf_probe_read_user_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size,
				      const void *unsafe_ptr__ign) __ksym;
extern int bpf_probe_read_user_str_dynptr(const struct bpf_dynptr *dptr, u64 off, u64 size,
					  const void *unsafe_ptr__ign) __ksym;
extern int bpf_dynptr_from_skb(struct __sk_buff *s, u64 flags,
			       struct bpf_dynptr *ptr__uninit) __ksym;

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} records SEC(".maps");

/* 0 to read the current task; any other value is used as the address. */
const volatile u64 address = 0;
const volatile u64 size = 16;
const volatile u64 pid_size = sizeof(u32);

int text_length;
int copy_error;
u32 pid;

SEC("syscall")
int read_task(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct bpf_dynptr record, number;

	(void)ctx;
	bpf_ringbuf_reserve_dynptr(&records, 16, 0, &record);
	text_length = bpf_probe_read_kernel_str_dynptr(&record, 0, size,
						       address ? (void *)address : task->comm);
	if (text_length < 0)
		bpf_ringbuf_discard_dynptr(&record, 0);
	else
		bpf_ringbuf_submit_dynptr(&record, 0);

	/* CO-RE relocates the member's offset; the read itself is a call, not a load that the verifier checks. */
	bpf_dynptr_from_mem(&pid, sizeof(pid), 0, &number);
	copy_error = bpf_probe_read_kernel_dynptr(&number, 0, pid_size,
						  address ? (void *)address :
							    __builtin_preserve_access_index(&task->pid));
	return 0;
}

int user_text_length;
int user_copy_error;

/* A cgroup program may not change packets, so nothing can be read into one. */
SEC("cgroup_skb/egress")
int read_into_packet(struct __sk_buff *skb)
{
	struct bpf_dynptr packet;

	bpf_dynptr_from_skb(skb, 0, &packet);
	copy_error = bpf_probe_read_kernel_dynptr(&packet, 0, 4, skb->sk);
	text_length = bpf_probe_read_kernel_str_dynptr(&packet, 0, 4, skb->sk);
	user_copy_error = bpf_probe_read_user_dynptr(&packet, 0, 4, (void *)address);
	user_text_length = bpf_probe_read_user_str_dynptr(&packet, 0, 4, (void *)address);
	return 1;
}

char _license[] SEC("license") = "Dual BSD/GPL";
