// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Counts threads by the name of their process: of one process, or of all. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_iter_task_new(struct bpf_iter_task *it, struct task_struct *task__nullable,
			     unsigned int flags) __ksym;
extern struct task_struct *bpf_iter_task_next(struct bpf_iter_task *it) __ksym;
extern void bpf_iter_task_destroy(struct bpf_iter_task *it) __ksym;
extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

const volatile char name[16] = "worker";

struct census {
	/* Where to start; 0 for nowhere. */
	s32 pid;
	u32 flags;
};

u32 named, first_pid, last_pid;

SEC("syscall")
int count_named(struct census *census)
{
	struct task_struct *start, *task;
	struct bpf_iter_task it;
	char comm[16];
	int error;

	start = bpf_task_from_pid(census->pid);

#ifndef WITHOUT_RCU
	bpf_rcu_read_lock();
#endif
	/* region: walk */
	/* The verifier refuses a pointer that may be NULL: one call for each case. */
	if (start)
		error = bpf_iter_task_new(&it, start, census->flags);
	else
		error = bpf_iter_task_new(&it, NULL, census->flags);
	/* After an error there is no task to come, so that one way through the code will do. */
	while ((task = bpf_iter_task_next(&it))) {
		/* Helpers take no pointer that only RCU protects for memory, so the name is copied. */
		bpf_probe_read_kernel_str(comm, sizeof(comm), task->comm);
		if (bpf_strncmp(comm, sizeof(comm), (const char *)name))
			continue;
		if (!named++)
			first_pid = task->pid;
		last_pid = task->pid;
	}
#ifndef NOT_DESTROYED
	bpf_iter_task_destroy(&it);
#endif
	/* endregion: walk */
#ifndef WITHOUT_RCU
	bpf_rcu_read_unlock();
#endif

	if (start)
		bpf_task_release(start);
	return error;
}

char _license[] SEC("license") = "GPL";
