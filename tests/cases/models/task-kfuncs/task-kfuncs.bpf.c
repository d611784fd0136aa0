// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern struct task_struct *bpf_task_acquire(struct task_struct *p) __ksym;
extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern struct task_struct *bpf_task_from_vpid(s32 vpid) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
extern int bpf_send_signal_task(struct task_struct *task, int sig, enum pid_type type, u64 value) __ksym;
extern struct cgroup *bpf_cgroup_acquire(struct cgroup *cgrp) __ksym;
extern struct cgroup *bpf_cgroup_ancestor(struct cgroup *cgrp, int level) __ksym;
extern struct cgroup *bpf_cgroup_from_id(u64 cgid) __ksym;
extern void bpf_cgroup_release(struct cgroup *cgrp) __ksym;
extern long bpf_task_under_cgroup(struct task_struct *task, struct cgroup *ancestor) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;
extern void bpf_local_irq_save(unsigned long *flags__irq_flag) __ksym;
extern void bpf_local_irq_restore(unsigned long *flags__irq_flag) __ksym;

/* Ignored where no handler is set. */
#define SIGWINCH 28

char LICENSE[] SEC("license") = "GPL";

int least, most, own, init, thread, kthread, is_kthread, same;
int bad_type, type_first, not_init, not_kthread, nosuch, zero, busy, nested, again, after;
int root, nobody, everything, under_root, under_other, above, level_0, level_1, level_2, level_big, same_cgroup;

static int tgid(struct task_struct *task)
{
	int found = -1;

	if (!task)
		return -1;
	found = task->tgid;
	bpf_task_release(task);
	return found;
}

SEC("syscall") int pids(void *ctx)
{
	struct task_struct *task;

	least = tgid(bpf_task_from_pid(-2147483647 - 1));
	most = tgid(bpf_task_from_vpid(2147483647));
	own = tgid(bpf_task_from_vpid(1000));
	init = tgid(bpf_task_from_pid(1));
	kthread = tgid(bpf_task_from_vpid(2));
	task = bpf_task_from_pid(2);
	if (task) {
		is_kthread = !!(task->flags & 0x200000);
		bpf_task_release(task);
	}
	task = bpf_task_from_pid(1000);
	if (task) {
		same = task == bpf_get_current_task_btf();
		bpf_task_release(task);
	}
	return 0;
}

SEC("syscall") int signals(void *ctx)
{
	struct task_struct *task = bpf_task_from_pid(2601);
	struct task_struct *one = bpf_task_from_pid(1);
	struct task_struct *two = bpf_task_from_pid(2);
	unsigned long outer, inner;

	if (one) {
		type_first = bpf_send_signal_task(one, 10, (enum pid_type)4, 0);
		not_init = bpf_send_signal_task(one, 0, 0, 0);
		bpf_task_release(one);
	}
	if (two) {
		not_kthread = bpf_send_signal_task(two, -1, 0, 0);
		bpf_task_release(two);
	}
	if (!task)
		return 1;
	bad_type = bpf_send_signal_task(task, 10, (enum pid_type)-1, 0);
	nosuch = bpf_send_signal_task(task, 65, 0, 0);
	zero = bpf_send_signal_task(task, 0, 1, 0);
	bpf_local_irq_save(&outer);
	bpf_send_signal_task(task, SIGWINCH, 1, 0);
	bpf_local_irq_save(&inner);
	busy = bpf_send_signal_task(task, SIGWINCH, 1, 0);
	bpf_local_irq_restore(&inner);
	nested = bpf_send_signal_task(task, 65, 1, 0);
	bpf_local_irq_restore(&outer);
	bpf_local_irq_save(&outer);
	again = bpf_send_signal_task(task, SIGWINCH, 1, 0);
	bpf_local_irq_restore(&outer);
	after = bpf_send_signal_task(task, 9, 1, 0);
	bpf_task_release(task);
	return 0;
}

static int level_of(struct cgroup *cgroup)
{
	int level = -1;

	if (!cgroup)
		return -1;
	level = cgroup->level;
	bpf_cgroup_release(cgroup);
	return level;
}

SEC("syscall") int cgroups(void *ctx)
{
	struct task_struct *task = bpf_task_from_pid(2602);
	struct task_struct *other = bpf_task_from_pid(2603);
	struct cgroup *cgroup, *top;

	root = level_of(bpf_cgroup_from_id(1));
	nobody = level_of(bpf_cgroup_from_id(0));
	everything = level_of(bpf_cgroup_from_id(~0ull));
	if (!task || !other)
		goto out;
	bpf_rcu_read_lock();
	cgroup = task->cgroups->dfl_cgrp;
	above = bpf_task_under_cgroup(other, cgroup);
	under_other = bpf_task_under_cgroup(task, other->cgroups->dfl_cgrp);
	level_0 = level_of(bpf_cgroup_ancestor(cgroup, 0));
	level_1 = level_of(bpf_cgroup_ancestor(cgroup, 1));
	level_2 = level_of(bpf_cgroup_ancestor(cgroup, 2));
	level_big = level_of(bpf_cgroup_ancestor(cgroup, -2147483647 - 1));
	top = bpf_cgroup_ancestor(cgroup, 0);
	if (top) {
		under_root = bpf_task_under_cgroup(task, top);
		bpf_cgroup_release(top);
	}
	top = bpf_cgroup_acquire(cgroup);
	if (top) {
		same_cgroup = top == cgroup;
		bpf_cgroup_release(top);
	}
	bpf_rcu_read_unlock();
out:
	if (other)
		bpf_task_release(other);
	if (task)
		bpf_task_release(task);
	return 0;
}

extern int bpf_iter_task_new(struct bpf_iter_task *it, struct task_struct *task__nullable, unsigned int flags) __ksym;
extern struct task_struct *bpf_iter_task_next(struct bpf_iter_task *it) __ksym;
extern void bpf_iter_task_destroy(struct bpf_iter_task *it) __ksym;

int order;

SEC("syscall") int walk(void *ctx)
{
	struct bpf_iter_task it;
	struct task_struct *task;

	bpf_rcu_read_lock();
	bpf_iter_task_new(&it, NULL, 0);
	while ((task = bpf_iter_task_next(&it)))
		if (task->pid == 1000 || (task->pid > 2600 && task->pid < 2700))
			order = order * 100 + (__u32)task->pid % 100;
	bpf_iter_task_destroy(&it);
	bpf_rcu_read_unlock();
	return 0;
}
