// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

/* Each calls the next and adds to what it gives; their frames are empty, so that only their number counts. */
#define LINK(kind, name, next)                                  \
	kind __noinline __u64 name(__u64 number)                \
	{                                                       \
		__u64 rest = next(number + 1);                  \
                                                                \
		asm volatile("" : "+r"(rest));                  \
		return rest + 1;                                \
	}
#define FOUR(kind, name, next)                                                  \
	LINK(kind, name##d, next) LINK(kind, name##c, name##d)                  \
	LINK(kind, name##b, name##c) LINK(kind, name##a, name##b)

static __noinline __u64 last(__u64 number)
{
	asm volatile("" : "+r"(number));
	return number;
}

/* Fifteen frames below a program or global function: fourteen links and the last. */
LINK(static, fourteen, last)
LINK(static, thirteen, fourteen)
FOUR(static, third_, thirteen)
FOUR(static, second_, third_a)
FOUR(static, first_, second_a)

FOUR(, global_third_, first_a)
FOUR(, global_second_, global_third_a)
FOUR(, global_first_, global_second_a)

LINK(static, one_more, first_a)

SEC("syscall") int static_chain(void *ctx)
{
	return first_a(0);
}

SEC("syscall") int global_chain(void *ctx)
{
	return global_first_a(0);
}

SEC("syscall") int too_deep(void *ctx)
{
	return one_more(0);
}

int tail(struct __sk_buff *skb);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, 4);
	__array(values, int(void *));
} programs SEC(".maps") = { .values = { [0] = (void *)&tail } };

__u32 entered, left;

static __noinline int jump(struct __sk_buff *skb)
{
	bpf_tail_call(skb, &programs, 0);
	return 7;
}

/* Each tail call leaves a frame behind that the next program calls from. */
SEC("tc") int tail(struct __sk_buff *skb)
{
	int result;

	entered++;
	result = jump(skb);
	left++;
	return result;
}

SEC("tc") int tail_calls(struct __sk_buff *skb)
{
	return jump(skb);
}

char LICENSE[] SEC("license") = "GPL";
