// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

__u64 hook, pf, len, protocol, has_in;

SEC("netfilter") int run(struct bpf_nf_ctx *ctx)
{
	const struct nf_hook_state *state = ctx->state;
	struct sk_buff *skb = ctx->skb;

	hook = state->hook;
	pf = state->pf;
	has_in = state->in != NULL;
	len = skb->len;
	protocol = skb->protocol;
	return 1;
}

extern int bpf_dynptr_from_skb(struct __sk_buff *s, __u64 flags, struct bpf_dynptr *ptr__uninit) __ksym;
extern __u32 bpf_dynptr_size(const struct bpf_dynptr *p) __ksym;

__u64 size, port, written;

/* The packet behind the pointer that the context holds. */
SEC("netfilter") int look(struct bpf_nf_ctx *ctx)
{
	struct __sk_buff *skb = (struct __sk_buff *)ctx->skb;
	struct bpf_dynptr bytes;
	__u16 found = 0;

	if (bpf_dynptr_from_skb(skb, 0, &bytes))
		return 1;
	size = bpf_dynptr_size(&bytes);
	if (!bpf_dynptr_read(&found, sizeof(found), &bytes, 36, 0))
		port = __builtin_bswap16(found);
	written = bpf_dynptr_write(&bytes, 0, &found, sizeof(found), 0);
	return 0;
}

#ifdef STATE
SEC("netfilter") int of_state(struct bpf_nf_ctx *ctx)
{
	struct bpf_dynptr bytes;

	return bpf_dynptr_from_skb((struct __sk_buff *)ctx->state, 0, &bytes) ? 0 : 1;
}
#endif

#ifdef RESULT
SEC("netfilter") int wrong(struct bpf_nf_ctx *ctx)
{
	return 2;
}
#endif

char LICENSE[] SEC("license") = "GPL";
