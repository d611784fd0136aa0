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

#ifdef MISALIGNED
SEC("raw_tp/task_rename") int misaligned(void *ctx)
{
	return *(volatile __u32 *)(ctx + 2);
}
#endif

#ifdef WRITES
SEC("raw_tp/task_rename") int writes(struct bpf_raw_tracepoint_args *ctx)
{
	*(volatile __u64 *)&ctx->args[0] = 1;
	return 0;
}
#endif

char LICENSE[] SEC("license") = "GPL";
