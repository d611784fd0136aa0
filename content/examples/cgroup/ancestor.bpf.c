// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Names the cgroup at some level above a process, such as its service, and cgroups by their ids. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern struct cgroup *bpf_cgroup_ancestor(struct cgroup *cgrp, int level) __ksym;
extern struct cgroup *bpf_cgroup_from_id(u64 cgid) __ksym;
extern void bpf_cgroup_release(struct cgroup *cgrp) __ksym;
extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

#define ENOENT 2
#define ESRCH 3

struct lookup {
	s32 pid;
	s32 level;
	/* Answer: how deep the process's own cgroup lies. */
	s32 own_level;
};

/* Of the cgroup that was found. */
s32 level;
char name[16];

SEC("syscall")
int find_ancestor(struct lookup *ask)
{
	struct task_struct *task;
	struct cgroup *ancestor, *own;

	task = bpf_task_from_pid(ask->pid);
	if (!task)
		return -ESRCH;
	bpf_rcu_read_lock();
	own = task->cgroups->dfl_cgrp;
	ask->own_level = own->level;
	ancestor = bpf_cgroup_ancestor(own, ask->level);
	bpf_rcu_read_unlock();
	bpf_task_release(task);
#ifndef NO_NULL_CHECK
	if (!ancestor)
		return -ENOENT;
#endif

	bpf_probe_read_kernel_str(name, sizeof(name), ancestor->kn->name);
#ifndef LEAK
	bpf_cgroup_release(ancestor);
#endif
	return 0;
}

struct by_id {
	u64 id;
};

SEC("syscall")
int look_up_id(struct by_id *ask)
{
	struct cgroup *cgroup;

	cgroup = bpf_cgroup_from_id(ask->id);
	if (!cgroup)
		return -ENOENT;
	level = cgroup->level;
	bpf_probe_read_kernel_str(name, sizeof(name), cgroup->kn->name);
	bpf_cgroup_release(cgroup);
#ifdef RELEASE_TWICE
	bpf_cgroup_release(cgroup);
#endif
	return 0;
}

char _license[] SEC("license") = "GPL";
