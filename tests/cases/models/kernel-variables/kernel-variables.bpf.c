// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern const struct rq runqueues __ksym;
extern const int bpf_prog_active __ksym;
extern const struct rq no_such_variable __ksym __weak;

int this_cpu = -1, first_cpu = -1, far_is_null = -1, missing_is_null = -1, active_is_there = -1;

SEC("syscall") int read(void *ctx)
{
	const struct rq *mine = bpf_this_cpu_ptr(&runqueues);
	const struct rq *first = bpf_per_cpu_ptr(&runqueues, 0);
	const int *active = bpf_per_cpu_ptr(&bpf_prog_active, 0);

	this_cpu = mine->cpu == bpf_get_smp_processor_id();
	if (first)
		first_cpu = first->cpu;
	far_is_null = !bpf_per_cpu_ptr(&runqueues, 100000);
	missing_is_null = !&no_such_variable;
	active_is_there = active != NULL;
	return 0;
}

#ifdef DIRECT
SEC("syscall") int direct(void *ctx)
{
	return runqueues.cpu;
}
#endif

#ifdef WRITE
SEC("syscall") int write(void *ctx)
{
	struct rq *mine = bpf_this_cpu_ptr(&runqueues);

	mine->cpu = 1;
	return 0;
}
#endif

char LICENSE[] SEC("license") = "GPL";
