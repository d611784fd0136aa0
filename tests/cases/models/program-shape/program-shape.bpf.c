// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

__u64 sum;

static __noinline int fill(__u64 seed)
{
	volatile __u64 array[30];

	for (int i = 0; i < 30; i++)
		array[i] = seed + i;
	return array[seed % 30];
}

static __noinline int shallow(__u64 seed)
{
	volatile __u64 array[25];

	for (int i = 0; i < 25; i++)
		array[i] = seed + i;
	return fill(array[seed % 25]);
}

/* 208 and 240 bytes: they fit. */
SEC("tc") int run(struct __sk_buff *ctx)
{
	sum = shallow(ctx->len & 7);
	return 0;
}

#ifdef DEEP
static __noinline int deep(__u64 seed)
{
	volatile __u64 array[40];

	for (int i = 0; i < 40; i++)
		array[i] = seed + i;
	return fill(array[seed % 40]);
}

SEC("tc") int too_deep(struct __sk_buff *ctx)
{
	sum = deep(ctx->len & 7);
	return 0;
}
#endif

#ifdef RECURSION
static __noinline int ackermann(int m, int n)
{
	if (m == 0)
		return n + 1;
	return n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

SEC("tc") int recursion(struct __sk_buff *ctx)
{
	sum = ackermann(ctx->len & 1, 1);
	return 0;
}
#endif

#ifdef DEAD
SEC("tc") __attribute__((naked)) int dead(void)
{
	asm volatile("r0 = 0; exit; r0 = 1; exit;");
}
#endif

#ifdef NO_END
SEC("tc") __attribute__((naked)) int no_end(void)
{
	asm volatile("r0 = 0; if r0 == 0 goto +1; exit; r0 = 1;");
}
#endif

char LICENSE[] SEC("license") = "GPL";
