// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Sends signals to processes other than the one that runs. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern int bpf_send_signal_task(struct task_struct *task, int sig, enum pid_type type,
				u64 value) __ksym;
extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
extern void bpf_local_irq_save(unsigned long *flags__irq_flag) __ksym;
extern void bpf_local_irq_restore(unsigned long *flags__irq_flag) __ksym;

#define ESRCH 3
#define SIGKILL 9
#define SIGUSR1 10

struct signal_request {
	s32 pid;
	s32 sig;
	u32 type;
	u32 pad;
	/* The receiver finds it in si_value. */
	u64 value;
};

SEC("syscall")
int send_signal(struct signal_request *request)
{
	struct task_struct *task;
	int error;

	task = bpf_task_from_pid(request->pid);
	if (!task)
		return -ESRCH;
	error = bpf_send_signal_task(task, request->sig, request->type, request->value);
#ifndef KEPT
	bpf_task_release(task);
#endif
	return error;
}

int first_error, second_error;

/* With interrupts off, a signal waits in a place that each CPU has one of. */
SEC("syscall")
int send_two(struct signal_request *request)
{
	struct task_struct *task;
	unsigned long flags;

	task = bpf_task_from_pid(request->pid);
	if (!task)
		return -ESRCH;
	bpf_local_irq_save(&flags);
	first_error = bpf_send_signal_task(task, SIGUSR1, PIDTYPE_TGID, 0);
	second_error = bpf_send_signal_task(task, SIGUSR1, PIDTYPE_TGID, 0);
	bpf_local_irq_restore(&flags);
	bpf_task_release(task);
	return 0;
}

const volatile s32 parent_pid = 1000;
u32 killed;

/* No child of one process gets to run another program. */
SEC("tp_btf/sched_process_exec")
int BPF_PROG(kill_at_exec, struct task_struct *task)
{
	struct task_struct *victim = task;

#ifdef UNTRUSTED
	victim = task->real_parent->real_parent;
#endif
	if (task->real_parent->tgid != parent_pid)
		return 0;
	if (!bpf_send_signal_task(victim, SIGKILL, PIDTYPE_TGID, 0))
		killed++;
	return 0;
}

int exit_error;

SEC("tp_btf/sched_process_exit")
int BPF_PROG(signal_at_exit, struct task_struct *task)
{
	if (task->real_parent->tgid == parent_pid)
		exit_error = bpf_send_signal_task(task, SIGUSR1, PIDTYPE_PID, 0);
	return 0;
}

char _license[] SEC("license") = "GPL";
