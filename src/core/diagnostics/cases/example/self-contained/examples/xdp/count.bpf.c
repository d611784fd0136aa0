// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#define BPF_NO_PRESERVE_ACCESS_INDEX
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

u32 queue;

SEC("xdp")
int count(struct xdp_md *ctx)
{
	queue = ctx->rx_queue_index;
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
