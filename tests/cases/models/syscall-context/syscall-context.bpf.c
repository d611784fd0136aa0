// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct argument {
	__u32 number;
	__u64 wide;
	__u8 bytes[4];
};

SEC("syscall") int run(struct argument *ctx)
{
	ctx->wide += ctx->number;
	ctx->bytes[3] = 9;
	return ctx->bytes[1];
}

SEC("syscall") int bare(void *ctx)
{
	return 5;
}

SEC("syscall") int misaligned(void *ctx)
{
	return *(volatile __u32 *)(ctx + 2);
}

char LICENSE[] SEC("license") = "GPL";
