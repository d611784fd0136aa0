// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

/* What clang makes BPF_ABS and BPF_IND of. */
unsigned long long load_byte(void *skb, unsigned long long offset) asm("llvm.bpf.load.byte");
unsigned long long load_half(void *skb, unsigned long long offset) asm("llvm.bpf.load.half");
unsigned long long load_word(void *skb, unsigned long long offset) asm("llvm.bpf.load.word");

#define SKF_NET_OFF (-0x100000)
#define SKF_LL_OFF (-0x200000)

int offset;
__u64 byte, half, word, indirect, network, link, link_end;
__u32 reached, in_function = 9;

#define LOAD(ctx)                                      \
	({                                             \
		byte = load_byte(ctx, 1);              \
		half = load_half(ctx, 2);              \
		word = load_word(ctx, 4);              \
		network = load_half(ctx, SKF_NET_OFF); \
		link = load_half(ctx, SKF_LL_OFF + 12);    \
		link_end = load_word(ctx, SKF_LL_OFF + 12); \
		reached = 1;                           \
		indirect = load_half(ctx, offset);     \
		reached = 2;                           \
	})

SEC("socket") int filter(struct __sk_buff *ctx)
{
	LOAD(ctx);
	return 5;
}

SEC("tc") int classify(struct __sk_buff *ctx)
{
	LOAD(ctx);
	return 5;
}

static __attribute__((noinline)) int load_far(struct __sk_buff *ctx)
{
	in_function = 1;
	return load_byte(ctx, 5000) + 7;
}

SEC("tc") int in_subprogram(struct __sk_buff *ctx)
{
	in_function = load_far(ctx);
	return 3;
}

#ifdef CGROUP
SEC("cgroup_skb/ingress") int in_cgroup(struct __sk_buff *ctx)
{
	return load_byte(ctx, 0) & 1;
}
#endif

#ifdef NOT_CONTEXT
SEC("tc") int not_context(struct __sk_buff *ctx)
{
	__u64 loaded;

	asm volatile("r6 = r10; .8byte 0x30; %0 = r0" : "=r"(loaded)::"r0", "r1", "r2", "r3", "r4", "r5", "r6");
	return loaded;
}
#endif

char LICENSE[] SEC("license") = "GPL";
