// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Allocates CPUs: claims the first one that is free, and gives one back. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern struct bpf_cpumask *bpf_cpumask_create(void) __ksym;
extern void bpf_cpumask_release(struct bpf_cpumask *cpumask) __ksym;
extern u32 bpf_cpumask_first_zero(const struct cpumask *cpumask) __ksym;
extern int bpf_cpumask_populate(struct bpf_cpumask *cpumask, void *src, size_t src__sz) __ksym;
extern bool bpf_cpumask_test_and_set_cpu(u32 cpu, struct bpf_cpumask *cpumask) __ksym;
extern bool bpf_cpumask_test_and_clear_cpu(u32 cpu, struct bpf_cpumask *cpumask) __ksym;
extern void bpf_cpumask_clear_cpu(u32 cpu, struct bpf_cpumask *cpumask) __ksym;

/* How much of `taken` is passed to the kernel: as many bits as there are CPUs, in whole words of 64. */
const volatile u64 bytes = sizeof(u64);

u64 taken;
int populate_error;
u32 claimed;
bool was_taken;
u32 to_give_back;
bool given_back;
u32 next_claim;

SEC("syscall")
int claim_cpu(void *ctx)
{
	struct bpf_cpumask *busy;

	busy = bpf_cpumask_create();
	if (!busy)
		return 1;
	populate_error = bpf_cpumask_populate(busy, &taken, bytes);

	claimed = bpf_cpumask_first_zero((const struct cpumask *)busy);
	/* If all are taken the number is that of no CPU; nothing is set then, and false is returned as for success. */
	was_taken = bpf_cpumask_test_and_set_cpu(claimed, busy);

	given_back = bpf_cpumask_test_and_clear_cpu(to_give_back, busy);
	next_claim = bpf_cpumask_first_zero((const struct cpumask *)busy);
	bpf_cpumask_clear_cpu(claimed, busy);

	bpf_cpumask_release(busy);
#ifdef USE_AFTER_RELEASE
	next_claim = busy->usage.refs.counter;
#endif
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
