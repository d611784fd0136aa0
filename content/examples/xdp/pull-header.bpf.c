// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Drops UDP datagrams to one port, with direct access also where the driver left the headers in a fragment. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

extern int bpf_xdp_pull_data(struct xdp_md *x, u32 len) __ksym;

struct headers {
	struct ethhdr eth;
	struct iphdr ip;
	struct udphdr udp;
} __attribute__((packed));

const volatile u16 blocked_port = 53;
/* How much is to be in one piece; at least the headers. */
const volatile u32 wanted = sizeof(struct headers);

int pulled;
u32 linear_before;
u32 linear_after;

SEC("xdp.frags")
int drop_port(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *data_end = (void *)(long)ctx->data_end;
	struct headers *headers = data;

	linear_before = linear_after = data_end - data;
#ifdef END_MOVED
	if (data > data_end - sizeof(*headers))
		return XDP_PASS;
#endif
	if (data + sizeof(*headers) > data_end || wanted > linear_before) {
		pulled = bpf_xdp_pull_data(ctx, wanted);
#ifndef KEEP_POINTERS
		/* The packet may have moved. */
		data = (void *)(long)ctx->data;
		data_end = (void *)(long)ctx->data_end;
#endif
		headers = data;
		linear_after = data_end - data;
		if (data + sizeof(*headers) > data_end)
			return XDP_PASS;
	}

	if (headers->ip.ihl != 5 || headers->ip.protocol != IPPROTO_UDP)
		return XDP_PASS;
	return headers->udp.dest == bpf_htons(blocked_port) ? XDP_DROP : XDP_PASS;
}

char _license[] SEC("license") = "Dual BSD/GPL";
