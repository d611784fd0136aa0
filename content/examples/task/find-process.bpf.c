// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Tells user space what the kernel knows of a process, by its pid. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern struct task_struct *bpf_task_from_vpid(s32 vpid) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;

#define ENOENT 2
#define ESRCH 3

struct question {
	s32 pid;
	/* The pid is one of the caller's pid namespace, not of the machine's. */
	u32 in_namespace;
	/* Answers. */
	s32 process;
	s32 threads;
};

char comm[16];

SEC("syscall")
int find_process(struct question *ask)
{
	struct task_struct *task;

	if (ask->in_namespace)
		task = bpf_task_from_vpid(ask->pid);
	else
		task = bpf_task_from_pid(ask->pid);
#ifndef NO_NULL_CHECK
	if (!task)
		return -ESRCH;
#endif

	ask->process = task->tgid;
	ask->threads = task->signal->nr_threads;
	bpf_probe_read_kernel_str(comm, sizeof(comm), task->comm);
#ifdef EARLY_RETURN
	if (ask->threads > 1)
		return -ENOENT;
#endif
	bpf_task_release(task);
#ifdef USE_AFTER_RELEASE
	ask->threads = task->signal->nr_threads;
#endif
	return 0;
}

char _license[] SEC("license") = "GPL";
