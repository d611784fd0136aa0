// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

__u64 first, second;
__u8 low;

SEC("raw_tp/task_rename") int run(struct bpf_raw_tracepoint_args *ctx)
{
	first = ctx->args[0];
	second = ctx->args[1];
	low = *(volatile __u8 *)&ctx->args[1];
	return 12345678;
}

char LICENSE[] SEC("license") = "GPL";
