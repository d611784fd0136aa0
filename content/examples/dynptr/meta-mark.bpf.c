// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* An XDP program leaves a number before the packet; a tc program finds the number there and makes it the mark. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK 0

extern int bpf_dynptr_from_skb_meta(struct __sk_buff *skb_, u64 flags,
				    struct bpf_dynptr *ptr__uninit) __ksym;
extern u64 bpf_dynptr_size(const struct bpf_dynptr *p) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 offset,
			      void *buffer__nullable, u64 buffer__szk) __ksym;

const volatile u64 dynptr_flags = 0;

SEC("xdp")
int leave_mark(struct xdp_md *ctx)
{
	u32 *mark;

	if (bpf_xdp_adjust_meta(ctx, -(int)sizeof(*mark)))
		return XDP_PASS;
	mark = (void *)(long)ctx->data_meta;
	if ((void *)(mark + 1) > (void *)(long)ctx->data)
		return XDP_ABORTED;
	*mark = 0x1234;
	return XDP_PASS;
}

u64 meta_size;
bool found;

SEC("tc")
int take_mark(struct __sk_buff *skb)
{
	struct bpf_dynptr meta;
	u32 *mark, buffer;

	bpf_dynptr_from_skb_meta(skb, dynptr_flags, &meta);
	meta_size = bpf_dynptr_size(&meta);
	mark = bpf_dynptr_slice(&meta, 0, &buffer, sizeof(buffer));
#ifndef NO_NULL_CHECK
	if (!mark)
		return TC_ACT_OK;
#endif
	found = true;
	skb->mark = *mark;
	return TC_ACT_OK;
}

char _license[] SEC("license") = "Dual BSD/GPL";
