// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

struct numbers {
	int a;
	unsigned long long b;
	int sum;
};

int seen;

SEC("syscall")
int add(struct numbers *ctx)
{
	seen = ctx->a;
	ctx->sum = ctx->a + ctx->b;
	bpf_printk("sum %d", ctx->sum);
	return 3;
}
