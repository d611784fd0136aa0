// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Tells to which service a process belongs, where services are the topmost cgroups of a hierarchy of version 1. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern struct cgroup *bpf_cgroup_ancestor(struct cgroup *cgrp, int level) __ksym;
extern void bpf_cgroup_release(struct cgroup *cgrp) __ksym;
extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern struct cgroup *bpf_task_get_cgroup1(struct task_struct *task, int hierarchy_id) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
extern long bpf_task_under_cgroup(struct task_struct *task, struct cgroup *ancestor) __ksym;

#define ENOENT 2
#define ESRCH 3

struct question {
	s32 pid;
};

/* The number at the start of the hierarchy's line in /proc/self/cgroup, which the loader reads. */
const volatile s32 hierarchy = 0;

u32 level;
bool under_cgroup;
char service[16];

SEC("syscall")
int service_of(struct question *question)
{
	struct task_struct *task = bpf_task_from_pid(question->pid);
	struct cgroup *cgroup, *topmost;

	if (!task)
		return -ESRCH;
	cgroup = bpf_task_get_cgroup1(task, hierarchy);
#ifndef NO_CHECK
	if (!cgroup) {
		bpf_task_release(task);
		return -ENOENT;
	}
#endif
	level = cgroup->level;
	/* Says nothing here: it looks at the unified hierarchy alone. */
	under_cgroup = bpf_task_under_cgroup(task, cgroup);
	topmost = bpf_cgroup_ancestor(cgroup, 1);
	if (topmost) {
		bpf_probe_read_kernel_str(service, sizeof(service), topmost->kn->name);
		bpf_cgroup_release(topmost);
	}
	bpf_cgroup_release(cgroup);
	bpf_task_release(task);
	return 0;
}

char _license[] SEC("license") = "GPL";
