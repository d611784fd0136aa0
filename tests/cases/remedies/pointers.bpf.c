// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Follows pointers that may be NULL, and keeps what it should give back. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;

struct pair {
	u64 a;
	u64 b;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8);
	__type(key, u32);
	__type(value, struct pair);
} pairs SEC(".maps");

u32 key;
u64 seen;

SEC("tc")
int unchecked(struct __sk_buff *skb)
{
	u32 wanted = key;
	struct pair *p = bpf_map_lookup_elem(&pairs, &wanted);

	seen = p->a;
	return 0;
}

SEC("tc")
int member(struct __sk_buff *skb)
{
	u32 wanted = key;
	struct pair *p = bpf_map_lookup_elem(&pairs, &wanted);
	u64 *b = &p->b;

	if (!b)
		return 0;
	*b = 3;
	return 0;
}

SEC("tc")
int kept(struct __sk_buff *skb)
{
	u32 wanted = key;
	struct pair *volatile p = bpf_map_lookup_elem(&pairs, &wanted);

	bpf_get_prandom_u32();
	seen = p->a;
	return 0;
}

SEC("tc")
int leaking(struct __sk_buff *skb)
{
	struct task_struct *task = bpf_task_from_pid(1001);

	if (task)
		seen = task->pid;
	return 0;
}

SEC("tc")
int used_later(struct __sk_buff *skb)
{
	struct task_struct *task = bpf_task_from_pid(1001);

	if (!task)
		return 0;
	bpf_task_release(task);
	seen = task->pid;
	return 0;
}

SEC("socket")
int of_another_type(struct __sk_buff *skb)
{
	struct task_struct *task = bpf_task_from_pid(1001);

	if (task)
		bpf_task_release(task);
	return 0;
}

SEC("tp_btf/sys_enter")
int on_system_call(u64 *ctx)
{
	seen = ctx[1];
	return 0;
}

char _license[] SEC("license") = "GPL";
