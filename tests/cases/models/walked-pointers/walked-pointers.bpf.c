// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern struct task_struct *bpf_task_acquire(struct task_struct *p) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
extern struct cgroup *bpf_cgroup_acquire(struct cgroup *cgrp) __ksym;
extern void bpf_cgroup_release(struct cgroup *cgrp) __ksym;
extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern struct cgroup *bpf_cgroup_from_id(u64 cgid) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;
extern int bpf_iter_css_new(struct bpf_iter_css *it, struct cgroup_subsys_state *start, unsigned int flags) __ksym;
extern struct cgroup_subsys_state *bpf_iter_css_next(struct bpf_iter_css *it) __ksym;
extern void bpf_iter_css_destroy(struct bpf_iter_css *it) __ksym;
extern int bpf_iter_css_task_new(struct bpf_iter_css_task *it, struct cgroup_subsys_state *css, unsigned int flags) __ksym;
extern struct task_struct *bpf_iter_css_task_next(struct bpf_iter_css_task *it) __ksym;
extern void bpf_iter_css_task_destroy(struct bpf_iter_css_task *it) __ksym;

__u64 leaders, cgroups, parents, up, down, children, tasks, acquired, bad_order;
__s32 no_order;

SEC("syscall") int run(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf(), *leader;
	struct cgroup *cgroup;
	struct css_set *set;

	bpf_rcu_read_lock();
	leader = bpf_task_acquire(task->group_leader);
	if (leader) {
		leaders = leader->pid == task->pid;
		bpf_task_release(leader);
	}
	set = task->cgroups;
	cgroup = bpf_cgroup_acquire(set->dfl_cgrp);
	if (cgroup) {
		cgroups = cgroup->level;
		bpf_cgroup_release(cgroup);
	}
	bpf_rcu_read_unlock();
	return 0;
}

__u64 chain = 9, text = 9;
__s32 is_null;

/* Through NULL, and what is found there: zeros and NULL, however far it goes. */
SEC("syscall") int through_null(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct bio *bio = task->bio_list->head->bi_next;

	is_null = bio == NULL;
	chain = bio->bi_next->bi_iter.bi_size;
	text = task->nameidata->pathname[0];
	return 0;
}

static __u64 walk(struct cgroup *cgroup, unsigned int order)
{
	struct cgroup_subsys_state *css;
	struct bpf_iter_css it;
	__u64 levels = 0;

	bpf_rcu_read_lock();
	bpf_iter_css_new(&it, &cgroup->self, order);
	while ((css = bpf_iter_css_next(&it)))
		levels = levels * 10 + css->cgroup->level + 1;
	bpf_iter_css_destroy(&it);
	bpf_rcu_read_unlock();
	return levels;
}

SEC("syscall") int walk_cgroups(void *ctx)
{
	struct bpf_iter_css_task it;
	struct task_struct *task;
	struct cgroup *of_trigger = 0;

	bpf_rcu_read_lock();
	task = bpf_get_current_task_btf();
	of_trigger = bpf_cgroup_acquire(task->cgroups->dfl_cgrp);
	bpf_rcu_read_unlock();
	if (!of_trigger)
		return 1;
	up = walk(of_trigger, BPF_CGROUP_ITER_ANCESTORS_UP);
	children = walk(of_trigger, BPF_CGROUP_ITER_CHILDREN);
	bad_order = walk(of_trigger, 77);
	bpf_iter_css_task_new(&it, &of_trigger->self, 0);
	while ((task = bpf_iter_css_task_next(&it)))
		if (task->comm[0] == 's' && task->comm[1] == 'l')
			tasks++;
	bpf_iter_css_task_destroy(&it);
	no_order = bpf_iter_css_task_new(&it, &of_trigger->self, 2);
	bpf_iter_css_task_destroy(&it);
	bpf_cgroup_release(of_trigger);
	return 0;
}

#ifdef NO_SECTION
SEC("syscall") int no_section(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf(), *leader = bpf_task_acquire(task->group_leader);

	if (leader)
		bpf_task_release(leader);
	return 0;
}
#endif

#ifdef PLAIN
SEC("syscall") int plain(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf(), *parent;

	bpf_rcu_read_lock();
	parent = bpf_task_acquire(task->parent);
	if (parent)
		bpf_task_release(parent);
	bpf_rcu_read_unlock();
	return 0;
}
#endif

#ifdef SECTION_LEFT
SEC("syscall") int section_left(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf(), *leader;

	bpf_rcu_read_lock();
	leader = task->group_leader;
	bpf_rcu_read_unlock();
	parents = leader->pid;
	leader = bpf_task_acquire(leader);
	if (leader)
		bpf_task_release(leader);
	return 0;
}
#endif

#ifdef WRONG_STRUCT
SEC("syscall") int wrong_struct(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct cgroup *cgroup;

	bpf_rcu_read_lock();
	cgroup = bpf_cgroup_acquire((void *)task->group_leader);
	if (cgroup)
		bpf_cgroup_release(cgroup);
	bpf_rcu_read_unlock();
	return 0;
}
#endif

#ifdef OTHER_LICENSE
SEC("tp_btf/task_rename") int other_license(__u64 *ctx)
{
	struct task_struct *task = (void *)ctx[0];

	parents = task->pid;
	return 0;
}

char LICENSE[] SEC("license") = "Proprietary";
#else
char LICENSE[] SEC("license") = "GPL";
#endif
