// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Makes a dynptr of the packet and reads its EtherType through it. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

extern int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags,
			       struct bpf_dynptr *ptr__uninit) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 offset,
			      void *buffer__nullable, u64 buffer__szk) __ksym;

const volatile u64 flags = 0;

int from_xdp_error;
u32 ether_type;

SEC("xdp")
int read_ether_type(struct xdp_md *ctx)
{
	const struct ethhdr *eth;
	struct bpf_dynptr packet;
	struct ethhdr buffer;

#ifdef UNINITIALISED
	if (flags)
#endif
		from_xdp_error = bpf_dynptr_from_xdp(ctx, flags, &packet);
	/* No check needed: after an error the dynptr is null, and its slices are NULL. */
	eth = bpf_dynptr_slice(&packet, 0, &buffer, sizeof(buffer));
	if (!eth)
		return XDP_ABORTED;

	ether_type = bpf_ntohs(eth->h_proto);
	return XDP_PASS;
}

char _license[] SEC("license") = "Dual BSD/GPL";
