// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Picks CPUs for the current task: from those on which it may run, and from those that are also preferred. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern struct bpf_cpumask *bpf_cpumask_create(void) __ksym;
extern void bpf_cpumask_release(struct bpf_cpumask *cpumask) __ksym;
extern int bpf_cpumask_populate(struct bpf_cpumask *cpumask, void *src, size_t src__sz) __ksym;
extern u32 bpf_cpumask_first(const struct cpumask *cpumask) __ksym;
extern u32 bpf_cpumask_first_and(const struct cpumask *src1, const struct cpumask *src2) __ksym;
extern u32 bpf_cpumask_any_distribute(const struct cpumask *cpumask) __ksym;
extern u32 bpf_cpumask_any_and_distribute(const struct cpumask *src1,
					  const struct cpumask *src2) __ksym;
extern u32 bpf_cpumask_weight(const struct cpumask *cpumask) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

u64 preferred_bits;

u32 allowed_count;
u32 first_allowed;
u32 first_preferred;
u32 first_draw, second_draw, third_draw;
u32 drawn_preferred;

SEC("syscall")
int pick_cpu(void *ctx)
{
	const struct cpumask *allowed;
	struct bpf_cpumask *preferred;
	struct task_struct *task;

	preferred = bpf_cpumask_create();
	if (!preferred)
		return 1;
	bpf_cpumask_populate(preferred, &preferred_bits, sizeof(preferred_bits));

	task = bpf_get_current_task_btf();
	bpf_rcu_read_lock();
	allowed = task->cpus_ptr;
#ifdef AFTER_SECTION
	bpf_rcu_read_unlock();
#endif
	allowed_count = bpf_cpumask_weight(allowed);
	first_allowed = bpf_cpumask_first(allowed);
	first_preferred = bpf_cpumask_first_and(allowed, (const struct cpumask *)preferred);
	/* Each draw begins after the CPU that was drawn last on this CPU. */
	first_draw = bpf_cpumask_any_distribute(allowed);
	second_draw = bpf_cpumask_any_distribute(allowed);
	third_draw = bpf_cpumask_any_distribute(allowed);
	drawn_preferred = bpf_cpumask_any_and_distribute(allowed, (const struct cpumask *)preferred);
#ifndef AFTER_SECTION
	bpf_rcu_read_unlock();
#endif

	bpf_cpumask_release(preferred);
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
