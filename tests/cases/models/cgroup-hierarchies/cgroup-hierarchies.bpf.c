// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern struct cgroup *bpf_cgroup_ancestor(struct cgroup *cgrp, int level) __ksym;
extern void bpf_cgroup_release(struct cgroup *cgrp) __ksym;
extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern struct cgroup *bpf_task_get_cgroup1(struct task_struct *task, int hierarchy_id) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
extern long bpf_task_under_cgroup(struct task_struct *task, struct cgroup *ancestor) __ksym;
extern int bpf_iter_css_new(struct bpf_iter_css *it, struct cgroup_subsys_state *start, unsigned int flags) __ksym;
extern struct cgroup_subsys_state *bpf_iter_css_next(struct bpf_iter_css *it) __ksym;
extern void bpf_iter_css_destroy(struct bpf_iter_css *it) __ksym;
extern int bpf_iter_css_task_new(struct bpf_iter_css_task *it, struct cgroup_subsys_state *css,
				 unsigned int flags) __ksym;
extern struct task_struct *bpf_iter_css_task_next(struct bpf_iter_css_task *it) __ksym;
extern void bpf_iter_css_task_destroy(struct bpf_iter_css_task *it) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

const volatile s32 first = 0, second = 0;

int in_first, in_second, negative, unified, root_name, right_root, below, processes, threads, own, same_root;
char name[8], hierarchy_name[8];

static int level_in(struct task_struct *task, int hierarchy)
{
	struct cgroup *cgroup = bpf_task_get_cgroup1(task, hierarchy);
	int level = -1;

	if (!cgroup)
		return -1;
	level = cgroup->level;
	bpf_cgroup_release(cgroup);
	return level;
}

static void look_below(struct cgroup *cgroup)
{
	struct bpf_iter_css cgroups;
	struct bpf_iter_css_task tasks;

	bpf_rcu_read_lock();
	bpf_iter_css_new(&cgroups, &cgroup->self, BPF_CGROUP_ITER_DESCENDANTS_PRE);
	while (bpf_iter_css_next(&cgroups))
		below++;
	bpf_iter_css_destroy(&cgroups);
	bpf_iter_css_task_new(&tasks, &cgroup->self, CSS_TASK_ITER_PROCS);
	while (bpf_iter_css_task_next(&tasks))
		processes++;
	bpf_iter_css_task_destroy(&tasks);
	bpf_iter_css_task_new(&tasks, &cgroup->self, 0);
	while (bpf_iter_css_task_next(&tasks))
		threads++;
	bpf_iter_css_task_destroy(&tasks);
	bpf_rcu_read_unlock();
}

SEC("syscall") int find(void *ctx)
{
	struct task_struct *task = bpf_task_from_pid(2701);
	struct cgroup *cgroup, *top;

	if (!task)
		return 1;
	in_first = level_in(task, first);
	in_second = level_in(task, second);
	negative = level_in(task, -1);
	unified = level_in(task, 0);
	own = level_in(bpf_get_current_task_btf(), first);
	cgroup = bpf_task_get_cgroup1(task, first);
	if (cgroup) {
		bpf_probe_read_kernel_str(name, sizeof(name), cgroup->kn->name);
		__builtin_memcpy(hierarchy_name, cgroup->root->name, sizeof(hierarchy_name));
		right_root = cgroup->root->hierarchy_id == first;
		top = bpf_cgroup_ancestor(cgroup, 0);
		if (top) {
			root_name = top->kn->name[0];
			same_root = top->root == cgroup->root && top->kn->id == 1;
			bpf_cgroup_release(top);
		}
		bpf_cgroup_release(cgroup);
	}
	bpf_task_release(task);
	return 0;
}

/* CSS_TASK_ITER takes a lock for which other types have to be sure that it is free. */
SEC("lsm/task_getpgid") int walk(u64 *ctx)
{
	struct task_struct *task = bpf_task_from_pid(2702);
	struct cgroup *cgroup;

	if (!task)
		return 0;
	cgroup = bpf_task_get_cgroup1(task, first);
	if (cgroup) {
		look_below(cgroup);
		bpf_cgroup_release(cgroup);
	}
	bpf_task_release(task);
	return 0;
}

char _license[] SEC("license") = "GPL";
