// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Sets of CPUs: intersection, union and difference of two, and how they relate. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern struct bpf_cpumask *bpf_cpumask_create(void) __ksym;
extern void bpf_cpumask_release(struct bpf_cpumask *cpumask) __ksym;
extern int bpf_cpumask_populate(struct bpf_cpumask *cpumask, void *src, size_t src__sz) __ksym;
extern u32 bpf_cpumask_weight(const struct cpumask *cpumask) __ksym;
extern bool bpf_cpumask_and(struct bpf_cpumask *dst, const struct cpumask *src1,
			    const struct cpumask *src2) __ksym;
extern void bpf_cpumask_or(struct bpf_cpumask *dst, const struct cpumask *src1,
			   const struct cpumask *src2) __ksym;
extern void bpf_cpumask_xor(struct bpf_cpumask *dst, const struct cpumask *src1,
			    const struct cpumask *src2) __ksym;
extern bool bpf_cpumask_equal(const struct cpumask *src1, const struct cpumask *src2) __ksym;
extern bool bpf_cpumask_intersects(const struct cpumask *src1, const struct cpumask *src2) __ksym;
extern bool bpf_cpumask_subset(const struct cpumask *src1, const struct cpumask *src2) __ksym;
extern bool bpf_cpumask_empty(const struct cpumask *cpumask) __ksym;
extern bool bpf_cpumask_full(const struct cpumask *cpumask) __ksym;
extern void bpf_cpumask_setall(struct bpf_cpumask *cpumask) __ksym;
extern void bpf_cpumask_clear(struct bpf_cpumask *cpumask) __ksym;
extern void bpf_cpumask_copy(struct bpf_cpumask *dst, const struct cpumask *src) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

/* Kfuncs that only read a mask take either struct. */
#define view(mask) ((const struct cpumask *)(mask))

u64 left_bits, right_bits;

u32 common_count, union_count, apart_count;
bool any_common, intersects, are_equal, is_subset;
bool all_full, cleared_empty, copy_equal;

static void relate(struct bpf_cpumask *left, struct bpf_cpumask *right, struct bpf_cpumask *result)
{
	any_common = bpf_cpumask_and(result, view(left), view(right));
	common_count = bpf_cpumask_weight(view(result));
	bpf_cpumask_or(result, view(left), view(right));
	union_count = bpf_cpumask_weight(view(result));
	bpf_cpumask_xor(result, view(left), view(right));
	apart_count = bpf_cpumask_weight(view(result));

	intersects = bpf_cpumask_intersects(view(left), view(right));
	are_equal = bpf_cpumask_equal(view(left), view(right));
	is_subset = bpf_cpumask_subset(view(left), view(right));

	bpf_cpumask_copy(result, view(left));
	copy_equal = bpf_cpumask_equal(view(result), view(left));
	bpf_cpumask_setall(result);
	all_full = bpf_cpumask_full(view(result));
	bpf_cpumask_clear(result);
	cleared_empty = bpf_cpumask_empty(view(result));
}

SEC("syscall")
int combine(void *ctx)
{
	struct bpf_cpumask *left, *right, *result;
#ifdef INTO_CONST
	struct task_struct *task = bpf_get_current_task_btf();
#endif

	left = bpf_cpumask_create();
	right = bpf_cpumask_create();
	result = bpf_cpumask_create();
	if (left && right && result) {
		bpf_cpumask_populate(left, &left_bits, sizeof(left_bits));
		bpf_cpumask_populate(right, &right_bits, sizeof(right_bits));
		relate(left, right, result);
#ifdef INTO_CONST
		/* The result must go to a mask of the program's own. */
		bpf_rcu_read_lock();
		bpf_cpumask_and((struct bpf_cpumask *)task->cpus_ptr, view(left), view(right));
		bpf_rcu_read_unlock();
#endif
	}
	if (left)
		bpf_cpumask_release(left);
	if (right)
		bpf_cpumask_release(right);
	if (result)
		bpf_cpumask_release(result);
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
