// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

const volatile int trigger_pid = 1000;

int entered;
int argument;
int result;
int first;
int second;

static bool is_trigger(void)
{
	return bpf_get_current_pid_tgid() >> 32 == trigger_pid;
}

SEC("fentry/__x64_sys_getpgid")
int BPF_PROG(at_entry, const struct pt_regs *regs)
{
	if (!is_trigger())
		return 0;
	entered++;
	argument = regs->di;
	return 0;
}

SEC("fexit/__x64_sys_getpgid")
int BPF_PROG(at_exit, const struct pt_regs *regs, long ret)
{
	if (is_trigger())
		result = ret;
	return 0;
}

SEC("fmod_ret/security_task_getpgid")
int BPF_PROG(instead, struct task_struct *p, int ret)
{
	if (!is_trigger())
		return ret;
	entered++;
	return -13;
}

SEC("fexit/bpf_fentry_test2")
int BPF_PROG(at_exit_of_test, int a, __u64 b, int ret)
{
	first = a;
	second = b;
	result = ret;
	return 0;
}
