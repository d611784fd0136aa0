// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Takes a reference to the leader of the current thread's group, from a program that may sleep. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define ESRCH 3

extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;
extern struct task_struct *bpf_task_acquire(struct task_struct *p) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
#ifdef SLEEP_INSIDE
extern int bpf_copy_from_user_str(void *dst, u32 dst__sz, const void *unsafe_ptr__ign,
				  u64 flags) __ksym;
#endif

bool is_leader;

SEC("syscall")
int find_leader(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct task_struct *leader;
#ifdef SLEEP_INSIDE
	char text[8];
#endif

#ifndef NO_SECTION
	bpf_rcu_read_lock();
#endif
	leader = task->group_leader;
#ifdef EARLY_RETURN
	if (leader == task)
		return 0;
#endif
#ifdef ACQUIRE_AFTERWARDS
	bpf_rcu_read_unlock();
#endif
	/* The section keeps the task only until it ends; the reference keeps it longer. */
	leader = bpf_task_acquire(leader);
#ifdef SLEEP_INSIDE
	bpf_copy_from_user_str(text, sizeof(text), NULL, 0);
#endif
#if !defined(ACQUIRE_AFTERWARDS) && !defined(NO_SECTION)
	bpf_rcu_read_unlock();
#endif
#ifdef UNLOCK_TWICE
	bpf_rcu_read_unlock();
#endif
	if (!leader)
		return -ESRCH;

	is_leader = leader->pid == task->pid;
	bpf_task_release(leader);
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
