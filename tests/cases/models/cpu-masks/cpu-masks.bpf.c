// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern struct bpf_cpumask *bpf_cpumask_create(void) __ksym;
extern struct bpf_cpumask *bpf_cpumask_acquire(struct bpf_cpumask *cpumask) __ksym;
extern void bpf_cpumask_release(struct bpf_cpumask *cpumask) __ksym;
extern void bpf_cpumask_set_cpu(__u32 cpu, struct bpf_cpumask *cpumask) __ksym;
extern void bpf_cpumask_setall(struct bpf_cpumask *cpumask) __ksym;
extern bool bpf_cpumask_and(struct bpf_cpumask *dst, const struct cpumask *src1, const struct cpumask *src2) __ksym;
extern void bpf_cpumask_xor(struct bpf_cpumask *dst, const struct cpumask *src1, const struct cpumask *src2) __ksym;
extern int bpf_cpumask_populate(struct bpf_cpumask *cpumask, void *src, size_t src__sz) __ksym;
extern __u32 bpf_cpumask_weight(const struct cpumask *cpumask) __ksym;
extern __u32 bpf_cpumask_first(const struct cpumask *cpumask) __ksym;
extern bool bpf_cpumask_equal(const struct cpumask *src1, const struct cpumask *src2) __ksym;
extern bool bpf_cpumask_test_cpu(__u32 cpu, const struct cpumask *cpumask) __ksym;

#define view(mask) ((const struct cpumask *)(mask))

/* Memory of the program does for a mask, as both structs hold nothing but numbers. */
struct cpumask own;
struct bpf_cpumask own_written;
__u64 source[2];

__u64 word_all, word_and, word_xor, word_source, next_word, word_own;
__u32 users, weight_all, weight_own, first_own, of_unaligned, of_none;
__u32 equal_words, own_has;

SEC("syscall") int run(void *ctx)
{
	struct bpf_cpumask *mask = bpf_cpumask_create(), *other;

	if (!mask)
		return 1;
	bpf_cpumask_setall(mask);
	word_all = mask->cpumask.bits[0];
	next_word = mask->cpumask.bits[1];
	weight_all = bpf_cpumask_weight(view(mask));
	bpf_cpumask_and(mask, view(mask), view(mask));
	word_and = mask->cpumask.bits[0];

	source[0] = 0xf0f0;
	source[1] = ~0ULL;
	bpf_cpumask_populate(mask, source, sizeof(source));
	word_source = mask->cpumask.bits[0];
	next_word |= mask->cpumask.bits[1];
	of_unaligned = bpf_cpumask_populate(mask, (char *)source + 1, 8);
	of_none = bpf_cpumask_populate(mask, source, 7);

	own.bits[0] = 0x11;
	weight_own = bpf_cpumask_weight(&own);
	first_own = bpf_cpumask_first(&own);
	own_has = bpf_cpumask_test_cpu(0, &own);
	bpf_cpumask_xor(mask, &own, view(mask));
	word_xor = mask->cpumask.bits[0];
	equal_words = bpf_cpumask_equal(&own, view(mask));
	bpf_cpumask_set_cpu(0, &own_written);
	word_own = own_written.cpumask.bits[0];

	other = bpf_cpumask_acquire(mask);
	users = other->usage.refs.counter * 10;
	bpf_cpumask_release(mask);
	users += other->usage.refs.counter;
	bpf_cpumask_release(other);
#ifdef AFTER_RELEASE
	bpf_cpumask_set_cpu(0, other);
#endif
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
