// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_REUSEPORT_SOCKARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} listeners SEC(".maps");

__u64 length, protocol, family, hash, is_any, port, same, first, second;
long selected, past;

SEC("sk_reuseport") int choose(struct sk_reuseport_md *ctx)
{
	struct udphdr *udp = ctx->data;
	__u32 key = 1;
	__u16 copy;

	if ((void *)(udp + 1) > ctx->data_end)
		return SK_DROP;
	port = bpf_ntohs(udp->dest);
	length = ctx->len;
	protocol = ctx->ip_protocol;
	family = ctx->sk->family;
	hash = ctx->hash;
	is_any = ctx->bind_inany;
	if (!bpf_skb_load_bytes(ctx, 2, &copy, sizeof(copy)))
		same = copy == udp->dest;
	selected = bpf_sk_select_reuseport(ctx, &listeners, &key, 0);
	key = 2;
	past = bpf_sk_select_reuseport(ctx, &listeners, &key, 0);
	return ctx->eth_protocol == bpf_htons(0x0800) ? SK_PASS : SK_DROP;
}

SEC("lirc_mode2") int sample(unsigned int *ctx)
{
	first = *ctx >> 24;
	second = *ctx & 0xffffff;
	return 0;
}

SEC("raw_tp.w/nbd_send_request") int request(__u64 *ctx)
{
	__u32 *buffer = (void *)ctx[0];

	first = buffer[0];
	buffer[1] = first + 1;
	second = buffer[1];
	return ctx[1];
}

SEC("xdp/devmap") int on_the_way_out(struct xdp_md *ctx)
{
	first = ctx->egress_ifindex;
	second = ctx->ingress_ifindex;
	length = ctx->data_end - ctx->data;
	return XDP_PASS;
}

SEC("xdp/cpumap") int on_another_cpu(struct xdp_md *ctx)
{
	length = ctx->data_end - ctx->data;
	return XDP_TX;
}
