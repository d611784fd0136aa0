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

#ifdef RESULT
SEC("netfilter") int wrong(struct bpf_nf_ctx *ctx)
{
	return 2;
}
#endif

char LICENSE[] SEC("license") = "GPL";
