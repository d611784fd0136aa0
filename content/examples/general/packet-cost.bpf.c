// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Counts how many bytes the packets of a device carry, how much memory they take, and how many have fragments. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

extern void *bpf_cast_to_kern_ctx(void *obj) __ksym;
extern void *bpf_rdonly_cast(const void *obj__ign, u32 btf_id__k) __ksym;

u64 carried, charged;
u32 in_pieces;

SEC("tc")
int count_cost(struct __sk_buff *ctx)
{
#ifdef PLAIN_CAST
	struct sk_buff *skb = (struct sk_buff *)ctx;
#else
	struct sk_buff *skb = bpf_cast_to_kern_ctx(ctx);
#endif
	struct skb_shared_info *shared;

	carried += skb->len;
	/* What sockets count against their limits. */
	charged += skb->truesize;
	/* It comes after the linear part; no member points to it. */
	shared = bpf_rdonly_cast(skb->head + skb->end, bpf_core_type_id_kernel(struct skb_shared_info));
	if (shared->nr_frags)
		in_pieces++;
	return 0; /* TC_ACT_OK */
}

#ifdef SYSCALL
SEC("syscall")
int cast_arguments(void *ctx)
{
	return bpf_cast_to_kern_ctx(ctx) != NULL;
}
#endif

char _license[] SEC("license") = "Dual BSD/GPL";
