// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Counts UDP packets by their destination port. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

extern int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags,
			       struct bpf_dynptr *ptr__uninit) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 offset,
			      void *buffer__nullable, u64 buffer__szk) __ksym;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, u16);
	__type(value, u64);
	__uint(max_entries, 64);
} counts SEC(".maps");

u32 seen;

SEC("xdp")
int count_ports(struct xdp_md *ctx)
{
	struct bpf_dynptr packet;
	struct udphdr buffer;
	struct udphdr *udp;
	u64 one = 1;
	u16 port;

	bpf_dynptr_from_xdp(ctx, 0, &packet);
	udp = bpf_dynptr_slice(&packet, 34, &buffer, sizeof(buffer));
	if (!udp)
		return XDP_ABORTED;
	port = bpf_ntohs(udp->dest);
	bpf_map_update_elem(&counts, &port, &one, BPF_ANY);
	seen++;
	return XDP_PASS;
}

struct beginning {
	u32 seen;
	u32 reserved;
};

SEC("syscall")
int forget_ports(struct beginning *beginning)
{
	seen = beginning->seen;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
