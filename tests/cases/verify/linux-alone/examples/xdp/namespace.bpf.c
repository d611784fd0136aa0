// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags, struct bpf_dynptr *ptr__uninit) __ksym;

const volatile u64 flags;
long answer;
u8 header[4];

/* The emulator has no model of bpf_get_ns_current_pid_tgid. */
SEC("xdp")
int find_pid(struct xdp_md *ctx)
{
	struct bpf_pidns_info pids = {};
	struct bpf_dynptr packet;
	u8 *data = (void *)(long)ctx->data;

	answer = bpf_get_ns_current_pid_tgid(0, 0, &pids, sizeof(pids));
#ifndef UNBOUNDED
	if (data + sizeof(header) > (u8 *)(long)ctx->data_end)
		return XDP_DROP;
#endif
	__builtin_memcpy(header, data, sizeof(header));
	return bpf_dynptr_from_xdp(ctx, flags, &packet) ? XDP_ABORTED : XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
