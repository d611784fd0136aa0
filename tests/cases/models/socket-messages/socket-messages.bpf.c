// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_SOCKMAP);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} ends SEC(".maps");

const volatile __u32 first, last = 4, mode;
const volatile int difference;
const volatile __u64 flags;
const volatile int verdict = SK_PASS;

long result, again;
__u64 family, remote_port, address, length, window, after, type, state, port, head;

SEC("sk_msg") int message(struct sk_msg_md *ctx)
{
	__u8 *data = ctx->data, *end = ctx->data_end;
	struct bpf_sock *sk = ctx->sk;

	family = ctx->family;
	remote_port = bpf_ntohl(ctx->remote_port);
	address = ctx->remote_ip4;
	length = ctx->size;
	window = end - data;
	type = sk->type;
	state = sk->state;
	if (data + 1 <= end)
		head = data[0];
	result = bpf_msg_pull_data(ctx, first, last, flags);
	data = ctx->data;
	end = ctx->data_end;
	after = end - data;
	again = bpf_msg_apply_bytes(ctx, length) + bpf_msg_cork_bytes(ctx, 0);
	return verdict;
}

SEC("sk_skb") int received(struct __sk_buff *skb)
{
	if (!skb->len)
		return SK_PASS;
	length = skb->len;
	result = bpf_skb_adjust_room(skb, difference, mode, flags);
	after = skb->len;
	return verdict;
}

#ifdef OLD_POINTER
SEC("sk_msg") int wrong(struct sk_msg_md *ctx)
{
	__u8 *data = ctx->data, *end = ctx->data_end;

	if (data + 1 > end)
		return SK_PASS;
	bpf_msg_pull_data(ctx, 0, 1, 0);
	head = data[0];
	return SK_PASS;
}
#endif

#ifdef WRITE_SIZE
SEC("sk_msg") int wrong(struct sk_msg_md *ctx)
{
	ctx->size = 1;
	return SK_PASS;
}
#endif

#ifdef PART_OF_A_PORT
SEC("sk_msg") int wrong(struct sk_msg_md *ctx)
{
	port = *(volatile __u8 *)&ctx->local_port;
	return SK_PASS;
}
#endif

char LICENSE[] SEC("license") = "GPL";
