// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Counts the cgroups below one, and the processes in them. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_iter_css_new(struct bpf_iter_css *it, struct cgroup_subsys_state *start,
			    unsigned int flags) __ksym;
extern struct cgroup_subsys_state *bpf_iter_css_next(struct bpf_iter_css *it) __ksym;
extern void bpf_iter_css_destroy(struct bpf_iter_css *it) __ksym;
extern int bpf_iter_css_task_new(struct bpf_iter_css_task *it, struct cgroup_subsys_state *css,
				 unsigned int flags) __ksym;
extern struct task_struct *bpf_iter_css_task_next(struct bpf_iter_css_task *it) __ksym;
extern void bpf_iter_css_task_destroy(struct bpf_iter_css_task *it) __ksym;
extern struct cgroup *bpf_cgroup_acquire(struct cgroup *cgrp) __ksym;
extern void bpf_cgroup_release(struct cgroup *cgrp) __ksym;
extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

#define ENOENT 2
#define ESRCH 3

struct survey {
	/* Its cgroup is where the walk begins. */
	s32 pid;
	/* Which way it goes, and which tasks count. */
	u32 order;
	u32 task_flags;
	/* Answers. */
	s32 error;
	u32 cgroups;
	u32 deepest;
	u32 tasks;
};

/* Reference on the cgroup of a process. */
static struct cgroup *cgroup_of(s32 pid)
{
	struct cgroup *cgroup;
	struct task_struct *task;

	task = bpf_task_from_pid(pid);
	if (!task)
		return NULL;
	bpf_rcu_read_lock();
	cgroup = bpf_cgroup_acquire(task->cgroups->dfl_cgrp);
	bpf_rcu_read_unlock();
	bpf_task_release(task);
	return cgroup;
}

SEC("syscall")
int count_cgroups(struct survey *survey)
{
	struct cgroup_subsys_state *css;
	struct bpf_iter_css it;
	struct cgroup *start;

	start = cgroup_of(survey->pid);
	if (!start)
		return -ESRCH;
#ifndef WITHOUT_RCU
	bpf_rcu_read_lock();
#endif
	survey->error = bpf_iter_css_new(&it, &start->self, survey->order);
	while ((css = bpf_iter_css_next(&it))) {
		survey->cgroups++;
		if (css->cgroup->level > (int)survey->deepest)
			survey->deepest = css->cgroup->level;
	}
	bpf_iter_css_destroy(&it);
#ifndef WITHOUT_RCU
	bpf_rcu_read_unlock();
#endif
	bpf_cgroup_release(start);
	return survey->error;
}

/* Of one cgroup alone. */
SEC("syscall")
int count_tasks(struct survey *survey)
{
	struct bpf_iter_css_task it;
	struct cgroup *cgroup;

	cgroup = cgroup_of(survey->pid);
	if (!cgroup)
		return -ESRCH;
	survey->error = bpf_iter_css_task_new(&it, &cgroup->self, survey->task_flags);
	while (bpf_iter_css_task_next(&it))
		survey->tasks++;
	bpf_iter_css_task_destroy(&it);
	bpf_cgroup_release(cgroup);
	return survey->error;
}

/* Of a cgroup and all below it: the inner iterator needs a reference on each. */
SEC("syscall")
int count_all_tasks(struct survey *survey)
{
	struct cgroup_subsys_state *css;
	struct bpf_iter_css_task tasks;
	struct cgroup *start;
	struct bpf_iter_css it;

	start = cgroup_of(survey->pid);
	if (!start)
		return -ESRCH;
	bpf_rcu_read_lock();
	survey->error = bpf_iter_css_new(&it, &start->self, BPF_CGROUP_ITER_DESCENDANTS_PRE);
	while ((css = bpf_iter_css_next(&it))) {
#ifdef BORROWED
		bpf_iter_css_task_new(&tasks, css, CSS_TASK_ITER_PROCS);
#else
		struct cgroup *cgroup = bpf_cgroup_acquire(css->cgroup);

		if (!cgroup)
			continue;
		bpf_iter_css_task_new(&tasks, &cgroup->self, CSS_TASK_ITER_PROCS);
#endif
		while (bpf_iter_css_task_next(&tasks))
			survey->tasks++;
		bpf_iter_css_task_destroy(&tasks);
#ifndef BORROWED
		bpf_cgroup_release(cgroup);
#endif
	}
	bpf_iter_css_destroy(&it);
	bpf_rcu_read_unlock();
	bpf_cgroup_release(start);
	return survey->error;
}

char _license[] SEC("license") = "GPL";
