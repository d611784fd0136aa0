// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end) __ksym;
extern int *bpf_iter_num_next(struct bpf_iter_num *it) __ksym;
extern void bpf_iter_num_destroy(struct bpf_iter_num *it) __ksym;
extern int bpf_iter_bits_new(struct bpf_iter_bits *it, const __u64 *unsafe_ptr__ign, __u32 nr_words) __ksym;
extern int *bpf_iter_bits_next(struct bpf_iter_bits *it) __ksym;
extern void bpf_iter_bits_destroy(struct bpf_iter_bits *it) __ksym;
extern int bpf_iter_task_new(struct bpf_iter_task *it, struct task_struct *task__nullable, unsigned int flags) __ksym;
extern struct task_struct *bpf_iter_task_next(struct bpf_iter_task *it) __ksym;
extern void bpf_iter_task_destroy(struct bpf_iter_task *it) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

/* An iterator that is destroyed wherever its block is left. */
#define EACH(i, first, behind)                                                                  \
	for (struct bpf_iter_num it_##i __attribute__((aligned(8), cleanup(bpf_iter_num_destroy))), \
	     *once_##i __attribute__((unused)) = (bpf_iter_num_new(&it_##i, first, behind), &it_##i); \
	     once_##i; once_##i = 0)                                                            \
		for (int *at_##i, i; (at_##i = bpf_iter_num_next(&it_##i)) && (i = *at_##i, 1);)

/* False once the kernel has had enough of the loop. */
#define MAY_GO_ON                                                       \
	({                                                              \
		__label__ out, on;                                      \
		int goes_on = 1;                                        \
		asm volatile goto("may_goto %l[out]" : : : : out);      \
		goto on;                                                \
	out:                                                            \
		goes_on = 0;                                            \
	on:;                                                            \
		goes_on;                                                \
	})

__u64 unbounded;
__u64 sum, rounds, drained, steps;
__s64 smallest;
__s32 backwards, too_many, most, nothing, empty;
__u64 words[8] = { 0x8000000000000005ull, 0, 1, 0, 0, 0, 0, 0x10 };
__u64 bits, last_bit, bit_count, single;
__s32 no_words, many_words, no_memory, user_memory;
__u64 processes, threads, started;
__s32 no_task, bad_flags;
const volatile __s32 limit = 10;

SEC("syscall") int run(void *ctx)
{
	struct bpf_iter_num it;
	int *number, *old;

	EACH(i, 3, limit)
		EACH(j, 0, i) {
			if (j == 5)
				break;
			sum += j;
			rounds++;
		}
	for (__u64 i = limit; i < 5000 && MAY_GO_ON; i++)
		unbounded += i;
	backwards = bpf_iter_num_new(&it, 1, 0);
	nothing = bpf_iter_num_next(&it) != 0;
	bpf_iter_num_destroy(&it);
	too_many = bpf_iter_num_new(&it, -4194304, 4194305);
	bpf_iter_num_destroy(&it);
	most = bpf_iter_num_new(&it, -4194304, 4194304);
	number = bpf_iter_num_next(&it);
	if (number)
		smallest = *number;
	bpf_iter_num_destroy(&it);
	empty = bpf_iter_num_new(&it, 0x7fffffff, 0x7fffffff);
	bpf_iter_num_next(&it);
	bpf_iter_num_next(&it);
	bpf_iter_num_destroy(&it);
	bpf_iter_num_new(&it, 7, 8);
	old = bpf_iter_num_next(&it);
	bpf_iter_num_next(&it);
	if (old)
		drained = *old + 100;
	bpf_iter_num_destroy(&it);
	return 0;
}

SEC("syscall") int walk_far(void *ctx)
{
	EACH(i, 0, 20000)
		steps += i & 1;
	return 0;
}

SEC("syscall") int walk_bits(void *ctx)
{
	struct bpf_iter_bits it;
	__u64 one = 6;
	int *bit;

	bpf_iter_bits_new(&it, words, 8);
	while ((bit = bpf_iter_bits_next(&it))) {
		bits += *bit;
		last_bit = *bit;
		bit_count++;
	}
	bpf_iter_bits_destroy(&it);
	bpf_iter_bits_new(&it, &one, 1);
	while ((bit = bpf_iter_bits_next(&it)))
		single = single * 10 + *bit;
	bpf_iter_bits_destroy(&it);
	no_words = bpf_iter_bits_new(&it, words, 0);
	bpf_iter_bits_destroy(&it);
	many_words = bpf_iter_bits_new(&it, words, 512);
	bpf_iter_bits_destroy(&it);
	no_memory = bpf_iter_bits_new(&it, 0, 1);
	bpf_iter_bits_destroy(&it);
	user_memory = bpf_iter_bits_new(&it, (void *)4096, 2);
	bpf_iter_bits_destroy(&it);
	return 0;
}

SEC("syscall") int walk_tasks(void *ctx)
{
	struct bpf_iter_task it, own;
	struct task_struct *task;

	bpf_rcu_read_lock();
	bpf_iter_task_new(&it, 0, 1);
	while ((task = bpf_iter_task_next(&it))) {
		if (task->comm[0] != 's' || task->comm[1] != 'l' || task->comm[2] != 'o' || task->comm[3] != 'w')
			continue;
		threads++;
		if (task->pid != task->tgid)
			continue;
		processes++;
	}
	bpf_iter_task_destroy(&it);
	bpf_iter_task_new(&own, bpf_get_current_task_btf(), 2);
	while ((task = bpf_iter_task_next(&own)))
		started++;
	bpf_iter_task_destroy(&own);
	no_task = bpf_iter_task_new(&it, 0, 2);
	bpf_iter_task_destroy(&it);
	bad_flags = bpf_iter_task_new(&it, 0, 3);
	bpf_iter_task_next(&it);
	bpf_iter_task_destroy(&it);
	bpf_rcu_read_unlock();
	return 0;
}

#ifdef NOT_NEW
SEC("syscall") int not_new(void *ctx)
{
	struct bpf_iter_num it = {};

	bpf_iter_num_next(&it);
	bpf_iter_num_destroy(&it);
	return 0;
}
#endif

#ifdef NEW_TWICE
SEC("syscall") int new_twice(void *ctx)
{
	struct bpf_iter_num it;

	bpf_iter_num_new(&it, 0, 1);
	bpf_iter_num_new(&it, 0, 1);
	bpf_iter_num_destroy(&it);
	return 0;
}
#endif

#ifdef NOT_DESTROYED
SEC("syscall") int not_destroyed(void *ctx)
{
	struct bpf_iter_num it;

	bpf_iter_num_new(&it, 0, 1);
	return 0;
}
#endif

#ifdef DESTROYED
SEC("syscall") int destroyed(void *ctx)
{
	struct bpf_iter_num it;

	bpf_iter_num_new(&it, 0, 1);
	bpf_iter_num_destroy(&it);
	bpf_iter_num_next(&it);
	return 0;
}
#endif

#ifdef OTHER_KIND
SEC("syscall") int other_kind(void *ctx)
{
	union { struct bpf_iter_num num; struct bpf_iter_bits bits; } it;

	bpf_iter_bits_new(&it.bits, words, 1);
	bpf_iter_num_next(&it.num);
	bpf_iter_bits_destroy(&it.bits);
	return 0;
}
#endif

#ifdef OVERWRITTEN
SEC("syscall") int overwritten(void *ctx)
{
	struct bpf_iter_num it;

	bpf_iter_num_new(&it, 0, 1);
	*(volatile __u32 *)&it = 0;
	bpf_iter_num_destroy(&it);
	return 0;
}
#endif

#ifdef COPIED
SEC("syscall") int copied(void *ctx)
{
	struct bpf_iter_num it, copy;

	bpf_iter_num_new(&it, 0, 1);
	*(volatile __u64 *)&copy = *(volatile __u64 *)&it;
	bpf_iter_num_destroy(&copy);
	return 0;
}
#endif

#ifdef ELSEWHERE
SEC("syscall") int elsewhere(void *ctx)
{
	bpf_iter_num_new((void *)words, 0, 1);
	bpf_iter_num_destroy((void *)words);
	return 0;
}
#endif

#ifdef NUMBER_KEPT
SEC("syscall") int number_kept(void *ctx)
{
	struct bpf_iter_num it;
	int *number;

	bpf_iter_num_new(&it, 0, 1);
	number = bpf_iter_num_next(&it);
	bpf_iter_num_destroy(&it);
	if (number)
		sum = *number;
	return 0;
}
#endif

#ifdef NUMBER_WRITTEN
SEC("syscall") int number_written(void *ctx)
{
	struct bpf_iter_num it;
	int *number;

	bpf_iter_num_new(&it, 0, 1);
	number = bpf_iter_num_next(&it);
	if (number)
		*number = 5;
	bpf_iter_num_destroy(&it);
	return 0;
}
#endif

#ifdef NO_RCU
SEC("syscall") int no_rcu(void *ctx)
{
	struct bpf_iter_task it;

	bpf_iter_task_new(&it, 0, 0);
	bpf_iter_task_destroy(&it);
	return 0;
}
#endif

#ifdef RCU_OVER
SEC("syscall") int rcu_over(void *ctx)
{
	struct bpf_iter_task it;

	bpf_rcu_read_lock();
	bpf_iter_task_new(&it, 0, 0);
	bpf_rcu_read_unlock();
	bpf_iter_task_next(&it);
	bpf_iter_task_destroy(&it);
	return 0;
}
#endif

#ifdef TASK_AFTER
SEC("syscall") int task_after(void *ctx)
{
	struct bpf_iter_task it;
	struct task_struct *task;

	bpf_rcu_read_lock();
	bpf_iter_task_new(&it, 0, 0);
	task = bpf_iter_task_next(&it);
	bpf_iter_task_destroy(&it);
	bpf_rcu_read_unlock();
	if (!task)
		return 0;
	processes = task->pid;
	bpf_rcu_read_lock();
	bpf_iter_task_new(&it, task, 2);
	bpf_iter_task_destroy(&it);
	bpf_rcu_read_unlock();
	return 0;
}
#endif

char LICENSE[] SEC("license") = "GPL";
