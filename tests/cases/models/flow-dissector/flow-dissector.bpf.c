// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

__u64 thoff, protocol, flags;
__s64 loaded, past;

SEC("flow_dissector") int run(struct __sk_buff *ctx)
{
	__u8 *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct bpf_flow_keys *keys = ctx->flow_keys;
	__u32 word = 0, other = 1;

	thoff = keys->thoff;
	protocol = keys->n_proto;
	flags = keys->flags;
	loaded = bpf_skb_load_bytes(ctx, 26, &word, 4);
	past = bpf_skb_load_bytes(ctx, 4000, &other, 4);
	keys->ipv4_src = word;
	if (data + 24 <= end)
		keys->ip_proto = data[23];
	keys->thoff = 5000;
	keys->nhoff = 2;
	return BPF_OK;
}

char LICENSE[] SEC("license") = "GPL";
