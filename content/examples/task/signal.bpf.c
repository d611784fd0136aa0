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

#ifdef FROM_WORK_ITEM
extern int bpf_wq_init(struct bpf_wq *wq, void *p__const_map, unsigned int flags) __ksym;
extern int bpf_wq_set_callback(struct bpf_wq *wq, int (*callback_fn)(void *map, int *key, void *value),
			       unsigned int flags) __ksym;
extern int bpf_wq_start(struct bpf_wq *wq, unsigned int flags) __ksym;

struct postponed {
	s32 pid;
	struct bpf_wq work;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct postponed);
} postponed SEC(".maps");

int postponed_error = 1;

/* Runs in a kernel thread, which has no page tables of its own. */
static int send_from_work(void *map, int *key, void *value)
{
	struct postponed *request = value;
	struct task_struct *task;

	task = bpf_task_from_pid(request->pid);
	if (!task)
		return 0;
	postponed_error = bpf_send_signal_task(task, SIGUSR1, PIDTYPE_TGID, 0);
	bpf_task_release(task);
	return 0;
}

SEC("syscall")
int postpone(struct signal_request *request)
{
	struct postponed *place;
	u32 first = 0;

	place = bpf_map_lookup_elem(&postponed, &first);
	if (!place)
		return -ESRCH;
	place->pid = request->pid;
	bpf_wq_init(&place->work, &postponed, 0);
	bpf_wq_set_callback(&place->work, send_from_work, 0);
	return bpf_wq_start(&place->work, 0);
}
#endif

int exit_error;

SEC("tp_btf/sched_process_exit")
int BPF_PROG(signal_at_exit, struct task_struct *task)
{
	if (task->real_parent->tgid == parent_pid)
		exit_error = bpf_send_signal_task(task, SIGUSR1, PIDTYPE_PID, 0);
	return 0;
}

char _license[] SEC("license") = "GPL";
