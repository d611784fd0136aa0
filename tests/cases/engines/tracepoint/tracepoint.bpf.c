// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

const volatile int trigger_pid = 1000;

int forks;
int child;
int number;
unsigned long long given;
int exits;

SEC("tp_btf/sched_process_fork")
int BPF_PROG(at_fork, struct task_struct *parent, struct task_struct *task)
{
	if (parent->tgid != trigger_pid)
		return 0;
	forks++;
	child = task->pid;
	return 0;
}

SEC("raw_tp/sys_enter")
int raw(struct bpf_raw_tracepoint_args *ctx)
{
	if (bpf_get_current_pid_tgid() >> 32 == trigger_pid && ctx->args[1] == 121)
		number = ctx->args[1];
	given = ctx->args[0];
	return 7;
}

struct exit_event {
	__u64 common;
	char comm[16];
	int pid;
};

SEC("tp/sched/sched_process_exit")
int at_exit(struct exit_event *ctx)
{
	char comm[16];

	bpf_get_current_comm(comm, sizeof(comm));
	if (comm[0] == 'w' && comm[1] == 'o')
		exits++;
	return 0;
}
