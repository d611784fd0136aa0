// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_modify_return_test_tp(int nonce) __ksym;

SEC("xdp")
int stamp(struct xdp_md *ctx)
{
	return bpf_modify_return_test_tp(ctx->rx_queue_index) ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
