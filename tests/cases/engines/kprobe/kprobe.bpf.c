// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

const volatile int trigger_pid = 1000;

int calls;
int result;

SEC("kprobe/__x64_sys_getpgid")
int at_entry(struct pt_regs *ctx)
{
	if (bpf_get_current_pid_tgid() >> 32 == trigger_pid)
		calls++;
	return 0;
}

SEC("kretprobe/__x64_sys_getpgid")
int at_return(struct pt_regs *ctx)
{
	if (bpf_get_current_pid_tgid() >> 32 == trigger_pid)
		result = ctx->ax;
	return 0;
}
