// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Keeps the parent of a process in a map, for programs that run later. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern struct task_struct *bpf_task_acquire(struct task_struct *p) __ksym;
extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

#define ENOENT 2
#define ESRCH 3
#define EAGAIN 11

struct kept {
	struct task_struct __kptr *parent;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct kept);
} kept SEC(".maps");

struct parent_request {
	s32 pid;
};

s32 parent_pid;

SEC("syscall")
int keep_parent(struct parent_request *request)
{
	struct task_struct *child, *parent;
	struct kept *place;
	u32 first = 0;

	place = bpf_map_lookup_elem(&kept, &first);
	if (!place)
		return -ENOENT;
	child = bpf_task_from_pid(request->pid);
	if (!child)
		return -ESRCH;

	/* A syscall program may sleep, and is under RCU only where it asks for it. */
#ifndef WITHOUT_RCU
	bpf_rcu_read_lock();
#endif
	parent = child->real_parent;
#ifndef BORROWED
	parent = bpf_task_acquire(parent);
#endif
#ifndef WITHOUT_RCU
	bpf_rcu_read_unlock();
#endif
	bpf_task_release(child);
	if (!parent)
		return -EAGAIN;

	parent_pid = parent->tgid;
	/* The map owns the reference from here on; what stood there is ours now. */
	parent = bpf_kptr_xchg(&place->parent, parent);
	if (parent)
		bpf_task_release(parent);
	return 0;
}

/* Of threads that are about to be freed. */
u32 ended, acquired;
const volatile char watched[16] = "short-lived";

SEC("tp_btf/sched_process_free")
int BPF_PROG(count_ended, struct task_struct *task)
{
	if (bpf_strncmp(task->comm, sizeof(watched), (const char *)watched))
		return 0;

	ended++;
	/* Too late: the last reference of that kind is gone, and only then this event comes. */
	task = bpf_task_acquire(task);
	if (!task)
		return 0;
	acquired++;
	bpf_task_release(task);
	return 0;
}

char _license[] SEC("license") = "GPL";
