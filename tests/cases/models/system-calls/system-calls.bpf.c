// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "GPL";

long argument, number, found = 9;

SEC("tp_btf/sys_enter") int BPF_PROG(enter, struct pt_regs *regs, long id)
{
	if (bpf_get_current_pid_tgid() >> 32 != 1000 || id != 121)
		return 0;
	number = id;
	argument = regs->di;
	return 0;
}

#ifdef WRITE
SEC("tp_btf/sys_enter") int BPF_PROG(write, struct pt_regs *regs, long id)
{
	regs->di = 0;
	return 0;
}
#endif
