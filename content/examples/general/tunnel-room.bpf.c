// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Makes room for the headers of a tunnel if the driver left enough, and leaves other packets to the network stack. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern void *bpf_cast_to_kern_ctx(void *obj) __ksym;

/* IPv4, UDP and VXLAN headers, and an Ethernet header. */
const volatile u32 outer_headers = 50;

s64 room;
char device[16];

SEC("xdp")
int make_room(struct xdp_md *ctx)
{
	struct xdp_buff *buff = bpf_cast_to_kern_ctx(ctx);

	__builtin_memcpy(device, buff->rxq->dev->name, sizeof(device));
	/* The kernel keeps a struct xdp_frame at the very start. */
	room = (long)buff->data - (long)buff->data_hard_start - (long)sizeof(struct xdp_frame);
	if (room < outer_headers)
		return XDP_PASS;
#ifdef WRITE
	buff->data -= outer_headers;
#else
	if (bpf_xdp_adjust_head(ctx, -(int)outer_headers))
		return XDP_DROP;
#endif
	/* Here the headers are written. */
	return XDP_TX;
}

char _license[] SEC("license") = "Dual BSD/GPL";
