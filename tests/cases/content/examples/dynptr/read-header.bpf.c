// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Reads the IPv4 header through a slice and tells whether the kernel had to copy it. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

extern int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags,
			       struct bpf_dynptr *ptr__uninit) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 offset,
			      void *buffer__nullable, u64 buffer__szk) __ksym;

const volatile u64 dynptr_flags = 0;
const volatile u64 ip_offset = sizeof(struct ethhdr);

u32 destination;
u32 copied;

SEC("xdp.frags")
int read_ip_header(struct xdp_md *ctx)
{
	const struct iphdr *ip;
	struct bpf_dynptr packet;
	struct iphdr buffer;

	bpf_dynptr_from_xdp(ctx, dynptr_flags, &packet);
#ifdef WITHOUT_BUFFER
	ip = bpf_dynptr_slice(&packet, ip_offset, NULL, sizeof(*ip));
#else
	ip = bpf_dynptr_slice(&packet, ip_offset, &buffer, sizeof(buffer));
#endif
#ifndef NO_NULL_CHECK
	if (!ip)
		return XDP_ABORTED;
#endif

	destination = bpf_ntohl(ip->daddr);
	copied = ip == &buffer;
	return XDP_PASS;
}

char _license[] SEC("license") = "Dual BSD/GPL";
