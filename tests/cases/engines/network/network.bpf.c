// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

int mark;
int packets;
unsigned int length;

SEC("tc")
int classify(struct __sk_buff *skb)
{
	packets++;
	mark = skb->mark;
	length = skb->len;
	skb->mark = 9;
	skb->cb[1] = skb->cb[0] + 1;
	return 2;
}

SEC("xdp")
int receive(struct xdp_md *ctx)
{
	packets++;
	length = ctx->data_end - ctx->data;
	return 1;
}

SEC("sk_lookup")
int look_up(struct bpf_sk_lookup *ctx)
{
	packets = 1;
	mark = ctx->local_port;
	return 1;
}
