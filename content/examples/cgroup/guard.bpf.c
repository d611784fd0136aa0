// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Protects the processes of one cgroup, and of all below it, from questions by processes of others. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern struct cgroup *bpf_cgroup_acquire(struct cgroup *cgrp) __ksym;
extern struct cgroup *bpf_cgroup_from_id(u64 cgid) __ksym;
extern void bpf_cgroup_release(struct cgroup *cgrp) __ksym;
extern long bpf_task_under_cgroup(struct task_struct *task, struct cgroup *ancestor) __ksym;
extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

#define ENOENT 2
#define ESRCH 3
#define EACCES 13

struct guarded {
	struct cgroup __kptr *cgroup;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct guarded);
} guarded SEC(".maps");

struct choice {
	s32 pid;
	/* Answer: whether the caller itself is in there. */
	s32 caller_inside;
};

/* From now on, the cgroup of this process is guarded. */
SEC("syscall")
int guard_cgroup(struct choice *choice)
{
	struct guarded *place;
	struct task_struct *task;
	struct cgroup *cgroup;
	u32 first = 0;

	place = bpf_map_lookup_elem(&guarded, &first);
	if (!place)
		return -ENOENT;
	task = bpf_task_from_pid(choice->pid);
	if (!task)
		return -ESRCH;
	bpf_rcu_read_lock();
	cgroup = bpf_cgroup_acquire(task->cgroups->dfl_cgrp);
	bpf_rcu_read_unlock();
	bpf_task_release(task);
	if (!cgroup)
		return -ENOENT;

	choice->caller_inside = bpf_task_under_cgroup(bpf_get_current_task_btf(), cgroup);
	cgroup = bpf_kptr_xchg(&place->cgroup, cgroup);
	if (cgroup)
		bpf_cgroup_release(cgroup);
	return 0;
}

/* Found by its id, as the loader knows it; 1 is the root. */
const volatile u64 guarded_id = 1;
u32 asked, refused;

SEC("lsm/task_getpgid")
int BPF_PROG(guard_getpgid, struct task_struct *p)
{
	struct cgroup *cgroup;
	bool hides;

	cgroup = bpf_cgroup_from_id(guarded_id);
	if (!cgroup)
		return 0;
	asked++;
	hides = bpf_task_under_cgroup(p, cgroup) &&
		!bpf_task_under_cgroup(bpf_get_current_task_btf(), cgroup);
	bpf_cgroup_release(cgroup);
	if (!hides)
		return 0;
	refused++;
	return -EACCES;
}

struct pair {
	s32 outer;
	s32 inner;
};

/* Whether the process `inner` lives in the cgroup of `outer`, or in one below it. */
SEC("syscall")
int compare_processes(struct pair *pair)
{
	struct task_struct *outer, *inner;
	struct cgroup *cgroup;
	long result = -ESRCH;

	outer = bpf_task_from_pid(pair->outer);
	if (!outer)
		return -ESRCH;
	inner = bpf_task_from_pid(pair->inner);
	if (inner) {
#ifndef WITHOUT_RCU
		bpf_rcu_read_lock();
#endif
		cgroup = outer->cgroups->dfl_cgrp;
		result = bpf_task_under_cgroup(inner, cgroup);
#ifndef WITHOUT_RCU
		bpf_rcu_read_unlock();
#endif
		bpf_task_release(inner);
	}
	bpf_task_release(outer);
	return result;
}

/* Of cgroups whose last reference is gone. */
u32 ended, acquired;

SEC("tp_btf/cgroup_release")
int BPF_PROG(count_ended, struct cgroup *cgroup, const char *path)
{
	ended++;
	/* Too late: nobody has a reference, and nobody gets one. */
	cgroup = bpf_cgroup_acquire(cgroup);
	if (!cgroup)
		return 0;
	acquired++;
	bpf_cgroup_release(cgroup);
	return 0;
}

char _license[] SEC("license") = "GPL";
