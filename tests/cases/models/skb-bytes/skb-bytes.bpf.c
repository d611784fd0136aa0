// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

__s64 loaded, load_past, load_far, relative_mac, relative_net, relative_unknown, relative_past;
__s64 stored, store_flags, store_past, pulled, pull_zero, pull_past, changed, changed_type, changed_unknown;
__u64 first, last, zeroed = 9, by_mac, by_net, through, tail_length, head_length, hash, hash_gone;
__s64 shorter, longer, tail_flags, too_short, head, head_flags, too_long;

static __always_inline void load_all(struct __sk_buff *ctx)
{
	__u32 word = 9;

	loaded = bpf_skb_load_bytes(ctx, 0, &word, 4);
	first = word;
	bpf_skb_load_bytes(ctx, ctx->len - 4, &word, 4);
	last = word;
	load_past = bpf_skb_load_bytes(ctx, ctx->len - 3, &word, 4);
	zeroed = word;
	load_far = bpf_skb_load_bytes(ctx, 0xffffffff, &word, 4);
	relative_mac = bpf_skb_load_bytes_relative(ctx, 12, &word, 4, BPF_HDR_START_MAC);
	by_mac = word;
	relative_net = bpf_skb_load_bytes_relative(ctx, 12, &word, 4, BPF_HDR_START_NET);
	by_net = word;
	relative_unknown = bpf_skb_load_bytes_relative(ctx, 12, &word, 4, 2);
	relative_past = bpf_skb_load_bytes_relative(ctx, 0x10000, &word, 4, BPF_HDR_START_NET);
}

SEC("tc") int tc_load(struct __sk_buff *ctx)
{
	load_all(ctx);
	return 0;
}

SEC("socket") int socket_load(struct __sk_buff *ctx)
{
	load_all(ctx);
	return 0;
}

SEC("cgroup_skb/ingress") int cgroup_load(struct __sk_buff *ctx)
{
	__u32 word = 9;

	loaded = bpf_skb_load_bytes(ctx, 0, &word, 4);
	first = word;
	relative_mac = bpf_skb_load_bytes_relative(ctx, 12, &word, 4, BPF_HDR_START_MAC);
	by_mac = word;
	return 1;
}

SEC("tc") int tc_store(struct __sk_buff *ctx)
{
	__u32 word = 0x44332211;
	__u8 *data, *end;

	stored = bpf_skb_store_bytes(ctx, 30, &word, 4, BPF_F_RECOMPUTE_CSUM | BPF_F_INVALIDATE_HASH);
	store_flags = bpf_skb_store_bytes(ctx, 30, &word, 4, 4);
	store_past = bpf_skb_store_bytes(ctx, ctx->len - 2, &word, 4, 0);
	pulled = bpf_skb_pull_data(ctx, 40);
	pull_zero = bpf_skb_pull_data(ctx, 0);
	pull_past = bpf_skb_pull_data(ctx, ctx->len + 1);
	data = (void *)(long)ctx->data;
	end = (void *)(long)ctx->data_end;
	if (data + 40 > end)
		return 1;
	data[36] = 0xee;
	through = data[30];
	changed = bpf_skb_change_type(ctx, 1);
	changed_type = ctx->pkt_type;
	changed_unknown = bpf_skb_change_type(ctx, 6);
	bpf_set_hash(ctx, 1234);
	hash = ctx->hash;
	bpf_set_hash_invalid(ctx);
	hash_gone = ctx->hash;
	return 0;
}

SEC("tc") int tc_size(struct __sk_buff *ctx)
{
	shorter = bpf_skb_change_tail(ctx, 50, 0);
	tail_length = ctx->len;
	tail_flags = bpf_skb_change_tail(ctx, 60, 1);
	too_short = bpf_skb_change_tail(ctx, 13, 0);
	too_long = bpf_skb_change_tail(ctx, 20000, 0);
	longer = bpf_skb_change_tail(ctx, 80, 0);
	head = bpf_skb_change_head(ctx, 6, 0);
	head_length = ctx->len;
	head_flags = bpf_skb_change_head(ctx, 6, 1);
	return ctx->data_end - ctx->data;
}

#ifdef STALE
SEC("tc") int stale(struct __sk_buff *ctx)
{
	__u8 *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;

	if (data + 20 > end)
		return 0;
	bpf_skb_pull_data(ctx, 0);
	return data[4];
}
#endif

char LICENSE[] SEC("license") = "GPL";
