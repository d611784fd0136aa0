// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

void *bpf_dynptr_slice(const struct bpf_dynptr *p, __u64 offset, void *buffer__nullable, __u64 buffer__szk) __ksym;

int bpf_dynptr_from_skb(struct __sk_buff *s, __u64 flags, struct bpf_dynptr *ptr__uninit) __ksym;

struct pair {
	__u32 first;
	__u32 second;
};

struct pair known = { 3, 4 }, another = { 5, 6 };
__u64 slot, of_known, of_null, of_copy, of_equal, of_zero, same, read, exchanged, left;

/* What is loaded where a condition does not hold. */
#define UNLESS(condition)                                                             \
	({                                                                            \
		__u64 first = 0;                                                      \
		asm volatile("if " condition " goto +1\n"                             \
			     "%[first] = *(u32 *)(%[pair] + 0)"                       \
			     : [first] "+r"(first)                                    \
			     : [pair] "r"(pair), [known] "r"(&known), [zero] "r"(0LL)); \
		(int)first;                                                           \
	})

__weak int checked(struct pair *pair)
{
	return UNLESS("%[pair] == 0");
}

/* All registers that hold the pointer are checked with one. */
__weak int by_copy(struct pair *pair)
{
	__u64 first = 0;

	asm volatile("r2 = %[pair]\n"
		     "if r2 == 0 goto +1\n"
		     "%[first] = *(u32 *)(%[pair] + 0)"
		     : [first] "+r"(first)
		     : [pair] "r"(pair)
		     : "r2");
	return first;
}

/* What can't be NULL is none to be compared with. */
__weak int same_as_known(struct pair *pair)
{
	return UNLESS("%[pair] != %[known]");
}

__weak int against_zero(struct pair *pair)
{
	return UNLESS("%[pair] == %[zero]");
}

SEC("syscall") int checks(void *ctx)
{
	of_known = checked(&known);
	of_null = checked(0);
	of_copy = by_copy(&known);
	of_equal = same_as_known(&known) + same_as_known(0);
	of_zero = against_zero(&known) + against_zero(0);
	return 0;
}

/* A stored pointer is a number: equal to the pointer, and good for helpers that take any address. */
SEC("syscall") int stored(void *ctx)
{
	struct pair pair = {};

	*(volatile __u64 *)&slot = (__u64)&known;
	same = *(volatile __u64 *)&slot == (__u64)&known;
	bpf_probe_read_kernel(&pair, sizeof(pair), (void *)slot);
	read = pair.first * 10 + pair.second;
	exchanged = __sync_val_compare_and_swap(&slot, (__u64)&known, 0) == (__u64)&known;
	left = slot;
	return 0;
}

#ifdef GREATER
__weak int follow(struct pair *pair)
{
	return UNLESS("%[pair] <= 0");
}
#endif

#ifdef SIGNED
__weak int follow(struct pair *pair)
{
	return UNLESS("%[pair] s> 0");
}
#endif

#ifdef LOW_HALF
__weak int follow(struct pair *pair)
{
	__u64 first = 0;

	asm volatile("r1 = %[pair]\n"
		     "if w1 == 0 goto +1\n"
		     "%[first] = *(u32 *)(r1 + 0)"
		     : [first] "+r"(first)
		     : [pair] "r"(pair)
		     : "r1");
	return first;
}
#endif

#ifdef OTHER_NUMBER
__weak int follow(struct pair *pair)
{
	return UNLESS("%[pair] == 1");
}
#endif

#ifdef UNEQUAL
__weak int follow(struct pair *pair)
{
	return UNLESS("%[pair] == %[known]");
}

SEC("syscall") int wrong(void *ctx)
{
	return follow(&another);
}
#endif

#ifdef BOTH_UNKNOWN
__weak int follow(struct pair *pair, struct pair *other)
{
	__u64 first = 0;

	asm volatile("if %[pair] != %[other] goto +1\n"
		     "%[first] = *(u32 *)(%[pair] + 0)"
		     : [first] "+r"(first)
		     : [pair] "r"(pair), [other] "r"(other));
	return first;
}

SEC("syscall") int wrong(void *ctx)
{
	return follow(&known, &known);
}
#endif

#ifdef IN_PACKET
SEC("tc") int wrong(struct __sk_buff *skb)
{
	void *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;
	struct bpf_dynptr packet;
	__u64 first = 0;
	void *pair;

	if (data + 16 > end)
		return 1;
	bpf_dynptr_from_skb(skb, 0, &packet);
	pair = bpf_dynptr_slice(&packet, 0, 0, 8);
	asm volatile("if %[pair] != %[data] goto +1\n"
		     "%[first] = *(u8 *)(%[pair] + 0)"
		     : [first] "+r"(first)
		     : [pair] "r"(pair), [data] "r"(data));
	return first;
}
#endif

#ifdef ZERO_LEFT
__weak int follow(struct pair *pair)
{
	return UNLESS("%[zero] == %[pair]");
}
#endif

#ifdef BITS
__weak int follow(struct pair *pair)
{
	__u64 first = 0;

	asm volatile("if %[pair] & 7 goto +1\n"
		     "%[first] = *(u32 *)(%[pair] + 0)"
		     : [first] "+r"(first)
		     : [pair] "r"(pair));
	return first;
}
#endif

#ifdef STORED
__weak int follow(struct pair *pair)
{
	*(volatile __u64 *)&slot = (__u64)pair;
	return pair->first;
}
#endif

#ifdef HANDED_ON
__weak int follow(struct pair *pair)
{
	return checked(pair) + pair->first;
}
#endif

#ifdef HELPER
__weak int follow(struct pair *pair)
{
	static const char format[] = "%d";
	char text[8];

	bpf_snprintf(text, sizeof(text), format, (__u64 *)pair, sizeof(*pair));
	return pair->first;
}
#endif

#ifdef KFUNC
__weak int follow(struct pair *pair)
{
	struct bpf_dynptr dynptr;

	bpf_dynptr_from_mem(&known, sizeof(known), 0, &dynptr);
	bpf_dynptr_slice(&dynptr, 0, pair, sizeof(*pair));
	return pair->first;
}
#endif

#if defined(GREATER) || defined(SIGNED) || defined(LOW_HALF) || defined(OTHER_NUMBER) || defined(ZERO_LEFT) || \
	defined(BITS) || defined(STORED) || defined(HANDED_ON) || defined(HELPER) || defined(KFUNC)
SEC("syscall") int wrong(void *ctx)
{
	return follow(&known);
}
#endif

SEC("syscall") int read_on(void *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task(), *leader = 0;
	__u32 pid = 0;

	bpf_probe_read_kernel(&leader, sizeof(leader), &task->group_leader);
	bpf_probe_read_kernel(&pid, sizeof(pid), &leader->pid);
	same = leader == task;
	read = pid == (__u32)bpf_get_current_pid_tgid();
	return 0;
}

#ifdef READ
SEC("syscall") int wrong(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf(), *leader = 0;

	bpf_probe_read_kernel(&leader, sizeof(leader), &task->group_leader);
	return leader->pid;
}
#endif

#ifdef CURRENT
SEC("syscall") int wrong(void *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();

	return task->pid;
}
#endif

#ifdef LOADED
SEC("syscall") int wrong(void *ctx)
{
	*(struct pair *volatile *)&slot = &known;
	return (*(struct pair *volatile *)&slot)->first;
}
#endif

#ifdef PASSED
SEC("syscall") int wrong(void *ctx)
{
	*(struct pair *volatile *)&slot = &known;
	return checked(*(struct pair *volatile *)&slot);
}
#endif
